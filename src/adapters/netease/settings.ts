import type { HangUpCause } from '../../domain/report.ts';
import type { CodePurpose } from '../../domain/sms-code.ts';

/** The provider's words for why a leg ended, and ours. What is not listed is OTHER. */
export type HangCauses = ReadonlyMap<string, HangUpCause>;

/** An answer that is known by its result code and its message together. */
export interface CodedMessage {
  readonly code: number;
  readonly msgPattern: RegExp;
}

/** What the provider leaves unpublished. */
export interface NeteaseSettings {
  readonly hangCauses: HangCauses;
  /** Refusals that mean that the account has no minutes left, by result code and message. */
  readonly outOfMinutes: readonly CodedMessage[];
  /** Wall seconds to wait after a 416 that does not say so itself. */
  readonly rateRetryAfterSeconds: number;
  /** Result codes of a query that mean that there is no such session; 200 among them: a success that holds no object. */
  readonly missingCodes: readonly number[];
}

/** The provider is assumed to write FreeSWITCH's names, as its one published example does. */
export const freeSwitchHangCauses: HangCauses = new Map<string, HangUpCause>([
  ['NORMAL_CLEARING', 'NORMAL'],
  ['USER_BUSY', 'BUSY'],
  ['NO_ANSWER', 'NO_ANSWER'],
  ['NO_USER_RESPONSE', 'NO_ANSWER'],
  ['SUBSCRIBER_ABSENT', 'NO_ANSWER'],
  ['CALL_REJECTED', 'DECLINED'],
  ['ORIGINATOR_CANCEL', 'CANCELED'],
  ['ALLOTTED_TIMEOUT', 'LIMIT'],
]);

export const defaultNeteaseSettings: NeteaseSettings = {
  hangCauses: freeSwitchHangCauses,
  outOfMinutes: [{ code: 403, msgPattern: /balance not enough/i }],
  rateRetryAfterSeconds: 1,
  missingCodes: [404],
};

/** The account at NetEase by which codes are sent. */
export interface SmsSettings {
  readonly url: string;
  readonly appKey: string;
  readonly appSecret: string;
  /** Null: the account's default. */
  readonly templates: Readonly<Record<CodePurpose, string | null>>;
  /** Whether the provider takes our code, by `authCode`: unpublished. Otherwise it makes one and tells it. */
  readonly ownCode: boolean;
  /** Wall seconds to wait after a 416 that does not say so itself. */
  readonly retryAfterSeconds: number;
}
