import type { Explanation } from './provider-errors.ts';
import { providerError } from './provider-errors.ts';

/** Why a call was never placed, as the customer reads it (CALL-8). */
export interface CallFailure extends Explanation {
  /** The provider's result code; null where it was never reached. */
  readonly providerCode: number | null;
  /** Whether the same call may be asked for again unchanged, with a new idempotency key, and can succeed. */
  readonly retrySafe: boolean;
  /** Wall seconds to wait before that; null where waiting has nothing to do with it. */
  readonly retryAfterSeconds: number | null;
}

/**
 * BAD_HEADER: it was the headers that were refused, before anything else was looked at. OUT_OF_MINUTES: the account at the
 * provider has no minutes left.
 */
export type RefusalCause = 'BAD_HEADER' | 'OUT_OF_MINUTES';

/** The facts of a refusal that are kept with the call. */
export interface Refusal {
  readonly providerCode: number | null;
  readonly retryAfterSeconds: number | null;
  /** What the code alone does not tell. */
  readonly cause?: RefusalCause;
}

type Kind = Explanation & Pick<CallFailure, 'retrySafe'>;

/** KEY-1: 414 in a shape of its own. */
const badHeader: Kind = {
  code: 'BAD_HEADER',
  zh: '请求头未被接受',
  en: "the request's headers were not accepted",
  adviceZh: '请核对应用的 AppSecret；若无误，请运营方校准本服务的时钟。',
  adviceEn: "Check the app's AppSecret; where it is right, the operator must set the clock of this service.",
  retrySafe: false,
};

/** PACE-1: words that are configured, beside a code that means something else by itself. */
const outOfMinutes: Kind = {
  code: 'OUT_OF_MINUTES',
  zh: '服务商账户的分钟数已用完',
  en: 'the account at the provider has no minutes left',
  adviceZh: '没有电话振铃。该账户的持有者须先充值；请稍后用新的幂等键重试。',
  adviceEn: 'Nothing rang. Whoever holds that account must top it up; call again later with a new idempotency key.',
  retrySafe: true,
};

const unreachable: Kind = {
  code: 'UNREACHABLE',
  zh: '无法连接服务商',
  en: 'the provider could not be reached',
  adviceZh: '没有电话振铃。请稍后用新的幂等键重试。',
  adviceEn: 'Nothing rang. Call again later with a new idempotency key.',
  retrySafe: true,
};

const unknown: Kind = {
  code: 'UNKNOWN',
  zh: '未知错误',
  en: 'unknown error',
  adviceZh: '请将此错误码告知本服务的运营方。',
  adviceEn: 'Tell the operator of this service the code.',
  retrySafe: false,
};

/** What a call can fail with although the manual's table does not have it. */
export const beyondTheManual: readonly Kind[] = [badHeader, outOfMinutes, unreachable, unknown];

export function failureOf({ cause, ...refusal }: Refusal): CallFailure {
  const { code, zh, en, adviceZh, adviceEn, retrySafe } = kindOf(refusal.providerCode, cause);
  return { code, zh, en, adviceZh, adviceEn, retrySafe, ...refusal };
}

function kindOf(providerCode: number | null, cause: Refusal['cause']): Kind {
  if (cause === 'BAD_HEADER') return badHeader;
  if (cause === 'OUT_OF_MINUTES') return outOfMinutes;
  return providerCode === null ? unreachable : (providerError(providerCode) ?? unknown);
}
