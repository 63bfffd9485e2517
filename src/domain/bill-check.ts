import type { Bill, BillLine } from './bill.ts';
import { isCharge } from './bill.ts';
import type { CallId, ProviderSession } from './ids.ts';

/** BILL-5: what the provider's own detail says of the call that a line charges. */
export type LineState = 'MATCHED' | 'DURATION_DIFFERS' | 'MISSING_AT_PROVIDER' | 'UNCHECKED';

/** What the provider said. It is found once, and stays. */
export type Finding =
  | { readonly state: 'MATCHED' | 'DURATION_DIFFERS'; readonly providerSeconds: number }
  | { readonly state: 'MISSING_AT_PROVIDER'; readonly providerSeconds: null };

/** What stands beside a line that charges a call. The line, and the bill's hash over it, know nothing of it. */
export type LineCheck =
  | (Finding & { readonly checkedAt: Date })
  | { readonly state: 'UNCHECKED'; readonly providerSeconds: null; readonly checkedAt: null };

export interface CheckedLine extends BillLine {
  /** Null for a line that charges no call: a top-up, or what an operator posted. */
  readonly check: LineCheck | null;
}

/** How far a bill's lines were compared with what the provider tells. */
export interface BillCheck {
  /** Of the lines that charge calls, from 0 to 1, those that are asked about; null while it has not begun. */
  readonly share: number | null;
  readonly matched: number;
  readonly durationDiffers: number;
  readonly missingAtProvider: number;
  /** Null while it goes on. */
  readonly finishedAt: Date | null;
}

export interface CheckedBill extends Bill {
  readonly check: BillCheck;
}

/** What is asked about: a call that a line charges. */
export interface CallToCheck {
  readonly call: CallId;
  /** Null where the provider never told one: there is nothing to ask by. */
  readonly session: ProviderSession | null;
  readonly placedAt: Date;
  /** The whole seconds that it was charged for; null where nothing told. */
  readonly talkSeconds: number | null;
}

/** What is configured of it. */
export interface CheckPlan {
  /** From 0, which asks nothing, to 1, which asks about all. */
  readonly share: number;
  /** How many days back the provider can tell: of an older call, that it knows nothing means nothing. */
  readonly days: number;
}

/** The provider's answer: the seconds of a call that is over, that it knows of no such call, or nothing of use. */
export type Told =
  { readonly kind: 'SECONDS'; readonly seconds: number } | { readonly kind: 'MISSING' } | { readonly kind: 'NOTHING' };

export function checkOf(line: BillLine, found: LineCheck | null): LineCheck | null {
  if (line.call === null || !isCharge(line.posting)) return null;
  return found ?? { state: 'UNCHECKED', providerSeconds: null, checkedAt: null };
}

/** Lines that charge calls and of which nothing was found, so far or ever. */
export function uncheckedLines({ totals, check }: CheckedBill): number {
  return totals.calls - check.matched - check.durationDiffers - check.missingAtProvider;
}

/** BILL-5: null where the answer tells nothing. The seconds are compared, not the minutes that they come to. */
export function findingOf({ talkSeconds }: Pick<CallToCheck, 'talkSeconds'>, told: Told): Finding | null {
  if (told.kind === 'NOTHING') return null;
  if (told.kind === 'MISSING') return { state: 'MISSING_AT_PROVIDER', providerSeconds: null };
  const state = told.seconds === talkSeconds ? 'MATCHED' : 'DURATION_DIFFERS';
  return { state, providerSeconds: told.seconds };
}

export function differs({ state }: Finding): boolean {
  return state !== 'MATCHED';
}

const DAY_MS = 86_400_000;
const DRAWS = 2 ** 32;

/**
 * BILL-5: whether a call is asked about: where there is something to ask by, the provider can still tell, and the call
 * is drawn. A call is drawn by its id, which is by chance: whoever asks, and however often, comes to the same.
 */
export function isAskedAbout({ call, session, placedAt }: CallToCheck, { share, days }: CheckPlan, now: Date): boolean {
  if (session === null || placedAt.getTime() < now.getTime() - days * DAY_MS) return false;
  return parseInt(call.slice(-8), 16) < share * DRAWS;
}

/** A bill's lines are gone through until all that are asked about were answered, a few times at most. */
export interface Pass {
  /** How often they were gone through before. */
  readonly before: number;
  /** Of those that were asked about in this pass, how many had no answer of use. */
  readonly unanswered: number;
}

/** How a worker's turn at a bill ended: it had enough, the provider's rate had no room for it, or no line was left. */
export type TurnEnd = 'HAD_ENOUGH' | 'NO_ROOM' | 'ALL_LINES';

export interface NextTurn {
  readonly pass: Pass;
  /** In wall seconds; null where the check is over, and what has no answer stays UNCHECKED. */
  readonly inSeconds: number | null;
}

const NO_ROOM_PAUSE_SECONDS = 5;
const FIRST_PAUSE_SECONDS = 300;
const LONGEST_PAUSE_SECONDS = 6 * 3600;
const MOST_PASSES = 14;

/**
 * When a bill has its next turn. A new pass is for what had no answer: after five minutes, then after twice as long each
 * time, up to six hours; given up after two days.
 *
 * @param pass this turn's unanswered included.
 */
export function nextTurn(pass: Pass, end: TurnEnd): NextTurn {
  if (end === 'HAD_ENOUGH') return { pass, inSeconds: 0 };
  if (end === 'NO_ROOM') return { pass, inSeconds: NO_ROOM_PAUSE_SECONDS };
  const before = pass.before + 1;
  if (pass.unanswered === 0 || before === MOST_PASSES) return { pass, inSeconds: null };
  const pause = Math.min(FIRST_PAUSE_SECONDS * 2 ** pass.before, LONGEST_PAUSE_SECONDS);
  return { pass: { before, unanswered: 0 }, inSeconds: pause };
}
