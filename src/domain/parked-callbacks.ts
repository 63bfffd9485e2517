import type { Alarm, AlarmKey, Discrepancy } from './alarm.ts';
import type { AnyCall } from './any-call.ts';
import type { StoredCallback } from './callback.ts';
import { canSettle, compare } from './settlement.ts';

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
 * CALL-6, CALLBACK-1: a call was just charged by a report; whatever else is parked for its session waits for nothing any
 * more. What says the same is a duplicate, what differs opens a discrepancy, what cannot be true is left to a person.
 */
export function matchParked(call: AnyCall, parked: readonly StoredCallback[]): ParkedMatches {
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
