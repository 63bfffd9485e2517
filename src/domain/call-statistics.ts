import type { AnyCall } from './any-call.ts';
import { hangUpCauseOf } from './call-end.ts';
import { Money } from './money.ts';
import { numbersOf } from './parties.ts';
import type { Period } from './period.ts';
import { periodOf } from './period.ts';
import { Tariff } from './tariff.ts';
import { timeToAnswer } from './time-to-answer.ts';

/** CALL-9: the provider's claim is that a call is connected within five seconds. */
export const PROMISED_ANSWER_MS = 5000;

/** STAT-1: what is counted of calls. A conference is one call, with the seconds and minutes of its one conversation. */
export interface CallTally {
  readonly calls: number;
  /** Those that are not under way any more. */
  readonly ended: number;
  /** Those of which a report tells a conversation. */
  readonly answered: number;
  readonly talkSeconds: bigint;
  /** Each conversation's started minutes (PRICE-1). */
  readonly minutes: bigint;
  /** What reports charged, in time or late. Later corrections stand in the ledger. */
  readonly cost: Money;
  readonly answerTimes: AnswerTimes;
}

/** CALL-9: of the calls whose time to answer is known, in milliseconds. */
export interface AnswerTimes {
  readonly known: number;
  readonly withinPromise: number;
  /** The smallest that at least half, or 95 of 100, do not exceed; null where none is known. */
  readonly p50: number | null;
  readonly p95: number | null;
}

/** By what calls are put together. By number, a call counts for each of its parties. */
export type Grouping = 'APP' | 'NUMBER' | 'HANG_UP_CAUSE';

/** A group's key is the app's id, the number, or the cause; null for calls of which no cause is known. */
export interface GroupTally {
  readonly key: string | null;
  readonly tally: CallTally;
}

export interface PeriodTally {
  /** The period's first moment. */
  readonly start: Date;
  readonly tally: CallTally;
}

/** STAT-1: the rules of counting. What a database counts is equal to this over the calls that it lists. */
export function tally(calls: readonly AnyCall[]): CallTally {
  const talks = calls.map((call) => call.report?.talkSeconds ?? 0);
  const answers = calls.flatMap((call) => timeToAnswer(call) ?? []).sort((one, other) => one - other);
  return {
    calls: calls.length,
    ended: calls.filter((call) => call.hasEnded).length,
    answered: talks.filter((seconds) => seconds > 0).length,
    talkSeconds: talks.reduce((sum, seconds) => sum + BigInt(seconds), 0n),
    minutes: talks.reduce((sum, seconds) => sum + Tariff.startedMinutes(seconds), 0n),
    cost: calls.reduce((sum, call) => sum.plus(costOf(call)), Money.zero),
    answerTimes: {
      known: answers.length,
      withinPromise: answers.filter((milliseconds) => milliseconds <= PROMISED_ANSWER_MS).length,
      p50: percentile(answers, 50),
      p95: percentile(answers, 95),
    },
  };
}

/** Of those that have ended, to four places; null where none has. */
export function answerRate({ answered, ended }: CallTally): number | null {
  return ended === 0 ? null : Math.round((answered / ended) * 10_000) / 10_000;
}

/** Whole seconds, rounded; null where nobody talked. */
export function averageTalkSeconds({ talkSeconds, answered }: CallTally): number | null {
  return answered === 0 ? null : Number((2n * talkSeconds + BigInt(answered)) / (2n * BigInt(answered)));
}

/** By the time at which calls were placed, oldest first. Periods without calls are left out; `wholeSeries` has them. */
export function seriesOf(calls: readonly AnyCall[], period: Period): readonly PeriodTally[] {
  const parts = grouped(calls.map((call) => [periodOf(call.order.placedAt, period).start.getTime(), call]));
  return parts
    .map(([start, of]) => ({ start: new Date(start), tally: tally(of) }))
    .sort((one, other) => Number(one.start) - Number(other.start));
}

/** Those with most calls first, then by their keys. */
export function groupsOf(calls: readonly AnyCall[], by: Grouping): readonly GroupTally[] {
  const keyed = calls.flatMap((call) => keysOf(call, by).map((key): [string | null, AnyCall] => [key, call]));
  const groups = grouped(keyed).map(([key, of]) => ({ key, tally: tally(of) }));
  return groups.sort((one, other) => other.tally.calls - one.tally.calls || compare(one.key, other.key));
}

function grouped<Key>(keyed: readonly (readonly [Key, AnyCall])[]): (readonly [Key, readonly AnyCall[]])[] {
  const groups = new Map<Key, AnyCall[]>();
  for (const [key, call] of keyed) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [call]);
    else group.push(call);
  }
  return [...groups];
}

function keysOf(call: AnyCall, by: Grouping): readonly (string | null)[] {
  switch (by) {
    case 'APP':
      return [call.order.app];
    case 'NUMBER':
      return numbersOf(call.order).map(({ digits }) => digits);
    case 'HANG_UP_CAUSE':
      return [hangUpCauseOf(call)];
  }
}

/** Null comes last. */
function compare(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  return one < other ? -1 : 1;
}

/** What its report charged, in time or late; nothing before that. */
export function costOf({ state }: AnyCall): Money {
  if (state.money === 'SETTLED') return state.charge;
  return state.money === 'VOIDED' ? (state.late?.charge ?? Money.zero) : Money.zero;
}

function percentile(sorted: readonly number[], of100: number): number | null {
  return sorted[Math.ceil((sorted.length * of100) / 100) - 1] ?? null;
}
