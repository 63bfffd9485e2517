import type { DialAnswer, DialOrder } from '../../../application/ports/telephony-gateway.ts';
import { startClassOf } from '../../../domain/provider-errors.ts';
import type { RefusalCause } from '../../../domain/provider-failure.ts';
import type { HttpResult } from '../http-exchange.ts';
import type { NeteaseSettings } from '../settings.ts';
import { headerRefusalOf } from './header-refusal.ts';
import { asObject, parseObject } from './json.ts';
import { rateLimitOf } from './rate-limit.ts';
import { parseSession } from './session.ts';

/** What is asked for, and where. A conference's callees are one field: a JSON array as text. */
export function startRequest(accid: string, order: DialOrder): { path: string; form: URLSearchParams } {
  const { parties } = order;
  const isCall = parties.kind === 'CALL';
  const callee = isCall ? parties.callee.digits : JSON.stringify(parties.callees.map(({ digits }) => digits));
  const asked = { callerAcc: accid, caller: parties.caller.digits, callee, maxDur: String(order.maxSeconds) };
  return { path: `/call/ecp/${isCall ? 'startcall' : 'startconf'}.action`, form: new URLSearchParams(asked) };
}

/**
 * What the answer to a start means. Total: whatever does not say clearly that nothing rings is AMBIGUOUS (CALL-5).
 *
 * @param now wall time at which the answer was there.
 */
export function meaningOfStart(result: HttpResult, settings: NeteaseSettings, now: Date): DialAnswer {
  if (result.kind === 'NOT_SENT') return rejected(null, null);
  if (result.kind === 'SILENT') return ambiguous(result.why);
  if (result.status !== 200) return ambiguous(`HTTP ${result.status}`);
  const answer = parseObject(result.body);
  if (answer === null) return ambiguous('the answer is no JSON object');
  const { code } = answer;
  if (typeof code !== 'number' || !Number.isInteger(code)) return ambiguous('the answer has no result code');
  const badHeader = headerRefusalOf(result, now);
  if (badHeader !== null) return { ...rejected(code, null, 'BAD_HEADER'), badHeader };
  if (isOutOfMinutes(code, answer.msg ?? answer.desc, settings)) return rejected(code, null, 'OUT_OF_MINUTES');
  switch (startClassOf(code)) {
    case 'STARTED':
      return started(answer.obj);
    case 'REJECTED':
      return rejected(code, rateLimitOf(result, settings));
    case 'AMBIGUOUS':
      return ambiguous(`result code ${code}`);
  }
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

function rejected(
  providerCode: number | null,
  retryAfterSeconds: number | null,
  cause?: RefusalCause,
): Extract<DialAnswer, { readonly kind: 'REJECTED' }> {
  return { kind: 'REJECTED', refusal: { providerCode, retryAfterSeconds, ...(cause && { cause }) } };
}

function ambiguous(why: string): DialAnswer {
  return { kind: 'AMBIGUOUS', why };
}
