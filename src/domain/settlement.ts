import type { Account } from './account.ts';
import type { Alarm, AlarmKey, AlarmKind, Discrepancy } from './alarm.ts';
import type { AnyCall } from './any-call.ts';
import { accounted } from './books.ts';
import { Transfer } from './ledger.ts';
import { Money } from './money.ts';
import { talkCost } from './quote.ts';
import type { CallReport, OperatorReport, SettlingReport } from './report.ts';
import { endOf, isPlausible } from './report.ts';

/** The one end of a call's reservation (CALL-6): settled with a charge, or voided. */
export interface Resolution {
  readonly call: string;
  readonly kind: 'SETTLE' | 'VOID';
  readonly reservation: Money;
  readonly charge: Money;
  readonly at: Date;
}

/** What follows from a report or a void, to be saved in one decision. Empty when there is nothing new. */
export interface Settlement {
  readonly account?: Account;
  readonly call?: AnyCall;
  readonly resolution?: Resolution;
  readonly transfers?: readonly Transfer[];
  readonly alarms?: readonly Alarm[];
  readonly closedAlarms?: readonly AlarmKey[];
  readonly discrepancies?: readonly Discrepancy[];
}

/** Whether a report can be true of this one: at all, and as one about a call or a conference. */
export function canSettle(report: CallReport, call: AnyCall): boolean {
  return report.kind === call.kind && isPlausible(report);
}

/**
 * CALL-6: settles a call by the first authentic report. A later one that says the same changes nothing; one that
 * differs opens a discrepancy; one that comes after a void is charged late.
 */
export function settle(account: Account, call: AnyCall, report: CallReport, now: Date): Settlement {
  if (call.report !== null) return compare(call, report, now);
  return call.hasEnded ? chargeLate(account, call, report, now) : settleInTime(account, call, report, now);
}

/** CALL-5, CALL-7: settles a call whose end nobody told by what an operator learnt, as any first report would. */
export function settleByOperator(account: Account, call: AnyCall, report: OperatorReport, now: Date): Settlement {
  return settleInTime(account, call, report, now);
}

/** Ends a reservation without any report: refused, or voided. `ended` is the call's next value. */
export function release(account: Account, ended: AnyCall, now: Date, alarm?: AlarmKind): Settlement {
  const { reservation } = ended.order;
  return {
    account: account.release(reservation),
    call: ended,
    resolution: { call: ended.id, kind: 'VOID', reservation, charge: Money.zero, at: now },
    alarms: alarm === undefined ? [] : [{ kind: alarm, subject: ended.id, openedAt: now }],
  };
}

function settleInTime(account: Account, call: AnyCall, report: SettlingReport, now: Date): Settlement {
  const charge = talkCost(call.order, report.talkSeconds);
  const endedAt = credibleEnd(call, report, now);
  const { account: after, paid, missing } = account.settle(call.order.reservation, charge);
  return {
    account: after,
    call: call.settled(report, charge, endedAt, now),
    resolution: { call: call.id, kind: 'SETTLE', reservation: call.order.reservation, charge, at: now },
    transfers: Transfer.charge('CALL_CHARGE', call.id, paid, missing, accounted(account.books, endedAt, now)),
    alarms: missing.isZero ? [] : [{ kind: 'SHORTFALL', subject: call.id, openedAt: now }],
    // While it can be alive, nobody was called because its end could not be told.
    closedAlarms: call.mayBeAlive(now) ? [] : [{ kind: 'CALL_OVERDUE', subject: call.id }],
  };
}

function chargeLate(account: Account, call: AnyCall, report: CallReport, now: Date): Settlement {
  const charge = talkCost(call.order, report.talkSeconds);
  const { account: after, paid, missing } = account.settle(Money.zero, charge);
  const endedAt = credibleEnd(call, report, now);
  const kinds: readonly AlarmKind[] = missing.isZero ? ['LATE_CHARGE'] : ['LATE_CHARGE', 'SHORTFALL'];
  return {
    account: after,
    call: call.chargedLate(report, charge, now),
    transfers: Transfer.charge('LATE_CALL_CHARGE', call.id, paid, missing, accounted(account.books, endedAt, now)),
    alarms: charge.isZero ? [] : kinds.map((kind) => ({ kind, subject: call.id, openedAt: now })),
    closedAlarms: [{ kind: 'HORIZON_VOID', subject: call.id }],
  };
}

/** What follows from a further report about a call that was charged by one. */
export function compare(call: AnyCall, report: CallReport, now: Date): Pick<Settlement, 'discrepancies' | 'alarms'> {
  const settled = call.report;
  if (settled === null || settled.talkSeconds === report.talkSeconds) return {};
  return {
    discrepancies: [
      {
        call: call.id,
        settledSeconds: settled.talkSeconds,
        reportedSeconds: report.talkSeconds,
        source: report.source,
        openedAt: now,
      },
    ],
    alarms: [{ kind: 'DISCREPANCY', subject: call.id, openedAt: now }],
  };
}

/** BILL-1: the end by which a call that was charged went into its month; null where none was. */
export function chargedEnd(call: AnyCall): Date | null {
  const { state, changedAt } = call;
  if (state.money === 'SETTLED') return state.endedAt;
  return state.money === 'VOIDED' && state.late !== null ? credibleEnd(call, state.late.report, changedAt) : null;
}

/** BILL-1 goes by the call's end, so a reported end outside the time in which the call can have ended is not taken. */
function credibleEnd(call: AnyCall, report: SettlingReport, now: Date): Date {
  const end = endOf(report);
  return end !== null && end >= call.order.placedAt && end <= now ? end : now;
}
