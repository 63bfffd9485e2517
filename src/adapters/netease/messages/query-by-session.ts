import type { Asked, CallNews } from '../../../application/ports/telephony-gateway.ts';
import type { Kind } from '../../../domain/parties.ts';
import type { HttpResult } from '../http-exchange.ts';
import type { NeteaseSettings } from '../settings.ts';
import { parseBeijingTime } from './beijing-time.ts';
import type { JsonObject } from './json.ts';
import { asObject, parseObject } from './json.ts';
import { parseReport } from './report.ts';

const types: Readonly<Record<Kind, string>> = { CALL: '1', CONFERENCE: '2' };

export function queryBySessionForm({ kind, session }: Asked): URLSearchParams {
  return new URLSearchParams({ session, type: types[kind] });
}

/**
 * What the answer to a query tells about the call. Total: what is about another session, or no usable answer, is
 * UNKNOWN.
 */
export function newsInAnswer(
  result: HttpResult,
  { kind, session }: Asked,
  { hangCauses, missingCodes }: Pick<NeteaseSettings, 'hangCauses' | 'missingCodes'>,
): CallNews {
  if (result.kind !== 'ANSWERED') return unknown(result.why);
  if (result.status !== 200) return unknown(`HTTP ${result.status}`);
  const answer = parseObject(result.body);
  const isMissing = missingCodes.some((code) => code === answer?.code);
  if (answer?.code !== 200) return unknown(resultCode(answer?.code), isMissing);
  const call = asObject(answer.obj);
  if (call === null) return unknown('the answer holds no object', isMissing);
  if ((call.session ?? session) !== session) return unknown('the answer is about another session');
  const legs = Array.isArray(call.legs) ? call.legs.map(asObject) : [];
  if (!isOver(call, legs, kind)) return kind === 'CALL' ? progress(legs) : conferenceProgress(legs);
  const report = parseReport({ ...call, session }, 'QUERY', hangCauses, kind);
  return report === null ? unknown('the answer is not understood') : { kind: 'ENDED', report };
}

/**
 * A call is over when it has a duration and every leg has an end. How the provider answers for a living call is not
 * published; a duration alone may be the duration so far, and must not settle anything. What it says of a conference's
 * end has no legs: it is over when it has a duration and a status, and nothing says that somebody is on the line.
 */
function isOver(call: JsonObject, legs: readonly (JsonObject | null)[], kind: Kind): boolean {
  const lives = legs.some((leg) => leg?.state === 'RINGING' || leg?.state === 'ANSWERED');
  const ended = legs.every((leg) => parseBeijingTime(leg?.endTime) !== null);
  const closed = kind === 'CALL' ? legs.length > 0 : typeof call.status === 'string';
  return (call.durationSec ?? null) !== null && closed && ended && !lives;
}

/** LIVE-3: the caller's leg comes first; a telephone that has not rung yet has none. */
function progress([caller, callee]: readonly (JsonObject | null)[]): CallNews {
  if (caller?.state === 'RINGING') return { kind: 'ALIVE', status: 'CALLER_RINGING', answeredAt: null };
  if (caller?.state === 'ANSWERED' && (callee === undefined || callee?.state === 'RINGING')) {
    return { kind: 'ALIVE', status: 'CALLEE_RINGING', answeredAt: null };
  }
  if (caller?.state === 'ANSWERED' && callee?.state === 'ANSWERED') {
    return { kind: 'ALIVE', status: 'IN_PROGRESS', answeredAt: laterAnswer(caller, callee) };
  }
  return { kind: 'ALIVE', status: null, answeredAt: null };
}

/** CALL-2: the conversation exists when both have answered. Null where one of the times is not told. */
function laterAnswer(caller: JsonObject, callee: JsonObject): Date | null {
  const one = parseBeijingTime(caller.answerTime);
  const other = parseBeijingTime(callee.answerTime);
  if (one === null || other === null) return null;
  return one > other ? one : other;
}

/** LIVE-3: a conference is under way once the caller, whose leg comes first, and somebody else have answered. */
function conferenceProgress([caller, ...others]: readonly (JsonObject | null)[]): CallNews {
  const answered = others.filter((leg) => leg?.state === 'ANSWERED');
  if (caller?.state !== 'ANSWERED' || answered.length === 0) return { kind: 'ALIVE', status: null, answeredAt: null };
  const starts = answered.map((leg) => laterAnswer(caller, leg ?? {})?.getTime() ?? null);
  const known = starts.flatMap((start) => start ?? []);
  const answeredAt = known.length === starts.length ? new Date(Math.min(...known)) : null;
  return { kind: 'ALIVE', status: 'IN_PROGRESS', answeredAt };
}

function resultCode(code: unknown): string {
  return typeof code === 'number' ? `result code ${code}` : 'the answer has no result code';
}

function unknown(why: string, isMissing = false): CallNews {
  return { kind: 'UNKNOWN', why, ...(isMissing && { isMissing }) };
}
