import type { AnyCall } from '../domain/any-call.ts';
import type { StoredCallback } from '../domain/callback.ts';
import { matchedWith, matchParked, parkedAlarm } from '../domain/parked-callbacks.ts';
import type { Settlement } from '../domain/settlement.ts';
import type { Accepted } from './ports/account-repository.ts';

/**
 * What a settlement writes. The answer is the call.
 *
 * @param unparked the callback that brought the report, where it was parked for this call.
 * @param parked what is parked for the call's session: once the call is charged, all of it finds its end.
 */
export function decisionOf(
  call: AnyCall,
  settlement: Settlement,
  unparked?: StoredCallback,
  parked: readonly StoredCallback[] = [],
): Accepted<AnyCall> {
  const { transfers = [], alarms = [], closedAlarms = [], discrepancies = [], ...saves } = settlement;
  const next = settlement.call ?? call;
  const taken = unparked === undefined ? [] : [matchedWith(next, unparked)];
  const others = matchParked(next, settlement.call === undefined ? [] : parked.filter((one) => one !== unparked));
  return {
    answer: next,
    saves: {
      ...saves,
      callbacks: [...taken, ...others.callbacks],
      closedAlarms: [...closedAlarms, ...taken.map(parkedAlarm), ...others.closedAlarms],
      discrepancies: [...discrepancies, ...others.discrepancies],
      alarms: [...alarms, ...others.alarms],
    },
    transfers,
  };
}
