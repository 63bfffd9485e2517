import type { UsageKey } from '../../application/ports/account-repository.ts';
import type { AnyCall } from '../../domain/any-call.ts';
import type { Day } from '../../domain/day.ts';
import type { CallUsage, DayCharges } from '../../domain/limits.ts';
import { Money } from '../../domain/money.ts';
import { limitsInForce } from '../../domain/own-limits.ts';
import { calleesOf } from '../../domain/parties.ts';
import type { AccountRecords } from './memory-store.ts';

/** CALL-10: what limits ask about one account. */
export function usageOf(records: AccountRecords, { app, callees, limits: configured, day }: UsageKey): CallUsage {
  const limits = limitsInForce(configured, records.account.limits, records.apps.get(app)?.callsAtOnce ?? null);
  const calls = [...records.calls.values()];
  const open = calls.filter((call) => !call.hasEnded);
  const ofApp = open.filter(({ order }) => order.app === app);
  const toCallees = calls.filter(({ order }) => calleesOf(order).some(({ digits }) => callees.includes(digits)));
  return {
    accountFullUntil: fullUntil(open, limits.callsAtOncePerAccount),
    appFullUntil: fullUntil(ofApp, limits.callsAtOncePerApp),
    charged: limits.spendPerDay === null ? null : chargesOf(records, day),
    lastAnsweredEnd: limits.coolDownSeconds > 0 ? lastAnsweredEnd(toCallees) : null,
  };
}

/** The deadline of the n-th call from behind: while it lies ahead, n calls can be alive. */
function fullUntil(open: readonly AnyCall[], limit: number | null): Date | null {
  if (limit === null) return null;
  const deadlines = open.map(({ order }) => order.deadline.getTime()).sort((one, other) => one - other);
  const nth = deadlines.at(-limit);
  return nth === undefined ? null : new Date(nth);
}

function chargesOf({ transfers, postedAt }: AccountRecords, day: Day): DayCharges {
  const charges = transfers
    .map((transfer, index) => ({ transfer, at: postedAt[index] ?? day.start }))
    .filter(({ transfer: { kind } }) => kind === 'CALL_CHARGE' || kind === 'LATE_CALL_CHARGE');
  const sum = (isOf: (at: Date) => boolean): Money =>
    charges.filter(({ at }) => isOf(at)).reduce((total, { transfer }) => total.plus(transfer.amount), Money.zero);
  return { day, during: sum((at) => at >= day.start && at < day.end), after: sum((at) => at >= day.end) };
}

function lastAnsweredEnd(calls: readonly AnyCall[]): Date | null {
  const ends = calls.flatMap(({ status, state }) =>
    status === 'COMPLETED' && state.money === 'SETTLED' ? [state.endedAt.getTime()] : [],
  );
  return ends.length === 0 ? null : new Date(Math.max(...ends));
}
