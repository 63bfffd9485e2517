import type { DialAnswer, DialOrder } from '../../../application/ports/telephony-gateway.ts';
import type { HttpResult } from '../http-exchange.ts';
import type { NeteaseSettings } from '../settings.ts';
import { asObject, parseObject } from './json.ts';
import { rateLimitOf } from './rate-limit.ts';
import { parseSession } from './session.ts';

export function startCallForm(accid: string, order: DialOrder): URLSearchParams {
  return new URLSearchParams({
    callerAcc: accid,
    caller: order.caller.digits,
    callee: order.callee.digits,
    maxDur: String(order.maxSeconds),
  });
}

type Rejected = Extract<DialAnswer, { readonly kind: 'REJECTED' }>;

/** Codes by which the provider says that it placed nothing. 408, 415, 500 and 503 are not among them. */
const refusals: ReadonlySet<number> = new Set([201, 302, 403, 404, 405, 406, 414, 416, 422, 509, 998, 999]);

/** What the answer to a start means. Total: whatever does not say clearly that nothing rings is AMBIGUOUS (CALL-5). */
export function meaningOfStart(result: HttpResult, settings: NeteaseSettings): DialAnswer {
  if (result.kind === 'NOT_SENT') return rejected(null, null);
  if (result.kind === 'SILENT') return ambiguous(result.why);
  if (result.status !== 200) return ambiguous(`HTTP ${result.status}`);
  const answer = parseObject(result.body);
  if (answer === null) return ambiguous('the answer is no JSON object');
  const { code } = answer;
  if (typeof code !== 'number' || !Number.isInteger(code)) return ambiguous('the answer has no result code');
  if (code === 200) return started(answer.obj);
  if (isOutOfMinutes(code, answer.msg ?? answer.desc, settings)) {
    return { ...rejected(code, null), outOfMinutes: true };
  }
  if (refusals.has(code)) return rejected(code, rateLimitOf(result, settings));
  return ambiguous(`result code ${code}`);
}

function started(obj: unknown): DialAnswer {
  const session = parseSession(asObject(obj)?.session);
  return session === null ? ambiguous('result code 200 without a session') : { kind: 'STARTED', session };
}

/** A failure of the headers comes with `desc` in place of `msg`. */
function isOutOfMinutes(code: number, msg: unknown, settings: NeteaseSettings): boolean {
  return settings.outOfMinutes.some(
    (known) => known.code === code && typeof msg === 'string' && known.msgPattern.test(msg),
  );
}

function rejected(providerCode: number | null, retryAfterSeconds: number | null): Rejected {
  return { kind: 'REJECTED', refusal: { providerCode, retryAfterSeconds } };
}

function ambiguous(why: string): DialAnswer {
  return { kind: 'AMBIGUOUS', why };
}
