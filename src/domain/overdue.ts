import type { Account } from './account.ts';
import type { AnyCall } from './any-call.ts';
import type { CallTimes } from './placed.ts';
import type { Settlement } from './settlement.ts';
import { release } from './settlement.ts';

const FIRST_DELAY_MS = 30_000;
const LONGEST_DELAY_MS = 3_600_000;

/** CALL-5: a call that never got a session is voided at its horizon, with an alarm. Null where it is not so, or not yet. */
export function voidAtHorizon(account: Account, call: AnyCall, now: Date): Settlement | null {
  const isDue = !call.hasEnded && call.session === null && call.dueAt !== null && call.dueAt <= now;
  return isDue ? release(account, call.voided(now), now, 'HORIZON_VOID') : null;
}

/**
 * CALL-7: the provider was asked after the deadline, and told no end. It is asked again, after as long as the call is
 * overdue, and past the horizon a person is called. Time alone releases nothing. Null where the call has ended.
 */
export function askAgainLater(call: AnyCall, now: Date, { horizonSeconds }: CallTimes): Settlement | null {
  if (call.hasEnded) return null;
  const overdue = now.getTime() - call.order.deadline.getTime();
  const delay = Math.min(Math.max(overdue, FIRST_DELAY_MS), LONGEST_DELAY_MS);
  const isLost = overdue > horizonSeconds * 1000;
  return {
    call: call.askAgainAt(new Date(now.getTime() + delay)),
    alarms: isLost ? [{ kind: 'CALL_OVERDUE', subject: call.id, openedAt: now }] : [],
  };
}
