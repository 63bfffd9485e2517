import type { Account } from './account.ts';
import type { Alarm, AlarmKey, Discrepancy } from './alarm.ts';
import type { AnyCall } from './any-call.ts';
import type { StoredCallback } from './callback.ts';
import { nearestFit } from './callback.ts';
import type { MisfitProblem } from './errors.ts';
import { DomainError } from './errors.ts';
import { named, partyKey } from './parties.ts';
import type { CallReport } from './report.ts';
import { isPlausible } from './report.ts';
import type { Settlement } from './settlement.ts';
import { canSettle, compare, settle } from './settlement.ts';

/** What became of parked callbacks, to be saved with the decision that settled their call. */
export interface ParkedMatches {
  readonly callbacks: readonly StoredCallback[];
  /** Those that called a person to them: they are over. */
  readonly closedAlarms: readonly AlarmKey[];
  readonly discrepancies: readonly Discrepancy[];
  readonly alarms: readonly Alarm[];
}

/** A callback that was parked, once its call is known. */
export function matchedWith(call: AnyCall, callback: StoredCallback): StoredCallback {
  return { ...callback, state: 'MATCHED', reason: null, call: call.id };
}

/** The alarm that calls a person to a parked callback. */
export function parkedAlarm({ bodyHash }: Pick<StoredCallback, 'bodyHash'>): AlarmKey {
  return { kind: 'CALLBACK_PARKED', subject: bodyHash };
}

/**
 * CALLBACK-1: what settles a call in the commit that records the answer to its start, of what was parked for it: the oldest
 * that can be true. Null where nothing does, or the call has ended.
 */
export function settlingParked(
  call: AnyCall,
  parked: readonly StoredCallback[],
): { readonly callback: StoredCallback; readonly report: CallReport } | null {
  if (call.hasEnded) return null;
  for (const callback of parked) {
    const { report, reason, receivedAt } = callback;
    if (report === null || !canSettle(report, call)) continue;
    // A query did not confirm it. It is compared once something else has settled the call.
    if (reason === 'STALE') continue;
    // What came before the call was placed is about another one.
    if (receivedAt < call.order.placedAt) continue;
    return { callback, report };
  }
  return null;
}

/**
 * CALL-5: of what is parked about the same telephones, what fits a call whose answer was lost.
 *
 * @param others that what is parked may be about as well.
 */
export function fittingParked(
  call: AnyCall,
  others: readonly AnyCall[],
  parked: readonly StoredCallback[],
): readonly StoredCallback[] {
  return parked.filter(({ report }) => report !== null && nearestFit([call, ...others], report) === call);
}

/**
 * CALL-6, CALLBACK-1: a call was just charged by a report; whatever else is parked for its session waits for nothing any
 * more. What says the same is a duplicate, what differs opens a discrepancy, what cannot be true is left to a person.
 */
export function matchParked(call: AnyCall, parked: readonly StoredCallback[]): ParkedMatches {
  // What was voided was charged by nothing: what is parked for it may be true.
  if (call.report === null) return { callbacks: [], closedAlarms: [], discrepancies: [], alarms: [] };
  const matches = parked.flatMap((callback) => {
    const { report } = callback;
    if (report === null || report.session !== call.session || !canSettle(report, call)) return [];
    const { discrepancies = [], alarms = [] } = compare(call, report, call.changedAt);
    const matched = matchedWith(call, callback);
    return {
      callback: discrepancies.length > 0 ? matched : { ...matched, state: 'DUPLICATE' as const },
      discrepancies,
      alarms,
    };
  });
  return {
    callbacks: matches.map(({ callback }) => callback),
    closedAlarms: matches.map(({ callback }) => parkedAlarm(callback)),
    discrepancies: matches.flatMap(({ discrepancies }) => discrepancies),
    // One is open per call, however many reports differ.
    alarms: matches.flatMap(({ alarms }) => alarms).slice(0, 1),
  };
}

/** @throws DomainError CALLBACK_NOT_PARKED */
export function requireParked({ state }: StoredCallback): void {
  if (state !== 'PARKED') throw new DomainError({ code: 'CALLBACK_NOT_PARKED', state });
}

/** CALLBACK-1: a person has seen that it is about no call. */
export function dismissed(callback: StoredCallback): StoredCallback {
  requireParked(callback);
  return { ...callback, state: 'DISMISSED' };
}

/**
 * CALLBACK-1: a person says which call a parked callback is about; it settles that call, or is compared, as any report.
 *
 * @param known the call that has the report's session, if there is one.
 * @throws DomainError CALLBACK_NOT_PARKED, CALLBACK_DOES_NOT_FIT
 */
export function matchByHand(
  account: Account,
  call: AnyCall,
  callback: StoredCallback,
  known: AnyCall | null,
  now: Date,
): Settlement {
  requireParked(callback);
  const { report } = callback;
  const misfit = (problem: MisfitProblem): DomainError => new DomainError({ code: 'CALLBACK_DOES_NOT_FIT', problem });
  if (report === null || !isPlausible(report)) throw misfit('UNUSABLE');
  if (callback.app !== call.order.app) throw misfit('OTHER_APP');
  if (!isBetween(call, report)) throw misfit('OTHER_NUMBERS');
  if (known === null ? call.session !== null : known.id !== call.id) throw misfit('OTHER_SESSION');
  // One that is being placed takes its callback together with the answer to its start.
  if (call.status === 'PLACING') throw misfit('BEING_PLACED');
  return settle(account, call, report, now);
}

function isBetween({ order }: AnyCall, report: CallReport): boolean {
  return JSON.stringify(partyKey(named(order))) === JSON.stringify(partyKey(report));
}
