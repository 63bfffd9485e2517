import type { Account } from './account.ts';
import type { Alarm, AlarmKey, Discrepancy } from './alarm.ts';
import type { AnyCall } from './any-call.ts';
import type { Accounting } from './books.ts';
import { correcting } from './books.ts';
import { DomainError } from './errors.ts';
import type { CallId } from './ids.ts';
import type { CallLedger } from './ledger.ts';
import { Transfer } from './ledger.ts';
import { Money } from './money.ts';
import { talkCost } from './quote.ts';
import { chargedEnd } from './settlement.ts';
import { shortfallAlarm } from './suspense.ts';

/** CLOSE: the settled seconds stand. POST: the reported ones are right, and the call costs what they cost. */
export type DiscrepancyDecision = 'CLOSE' | 'POST';

/** A discrepancy, and what an operator decided about it; null while it waits. */
export interface KnownDiscrepancy extends Discrepancy {
  readonly resolution: DiscrepancyResolution | null;
}

export interface DiscrepancyResolution {
  readonly decision: DiscrepancyDecision;
  /** What the call costs more since, or less; zero where the settled seconds stand. */
  readonly difference: Money;
  readonly at: Date;
}

/** What an operator's decision about a discrepancy changes. */
export interface DiscrepancyVerdict {
  readonly account: Account;
  readonly resolved: KnownDiscrepancy & { readonly resolution: DiscrepancyResolution };
  readonly transfers: readonly Transfer[];
  readonly alarms: readonly Alarm[];
  readonly closedAlarms: readonly AlarmKey[];
}

/** What is known of the call that the discrepancy is about. */
export interface DiscrepancyCase {
  readonly account: Account;
  readonly call: AnyCall;
  /** All of the call's. */
  readonly discrepancies: readonly KnownDiscrepancy[];
  readonly ledger: CallLedger;
}

/**
 * CALL-6: an operator decides about a later report that differed, once. The difference is by the call's own frozen
 * tariff, from what the call costs now: settled, and corrected before. A further charge is taken from what is available,
 * and the rest goes to suspense with an alarm. Of a lower cost, what was written off is not given back, what is in
 * suspense is forgiven, and the rest is credited. Once the call's month is closed, the postings name it (BILL-3).
 *
 * @param id of the posting; new.
 * @throws DomainError NOT_FOUND, DISCREPANCY_RESOLVED
 */
export function resolveDiscrepancy(
  known: DiscrepancyCase,
  reportedSeconds: number,
  decision: DiscrepancyDecision,
  id: string,
  now: Date,
): DiscrepancyVerdict {
  const { account, call, discrepancies } = known;
  const found = findDiscrepancy(discrepancies, reportedSeconds);
  if (found.resolution !== null) throw new DomainError({ code: 'DISCREPANCY_RESOLVED', at: found.resolution.at });
  const cost = (seconds: number): Money => talkCost(call.order, seconds);
  const before = discrepancies.reduce(
    (sum, { resolution }) => sum.plus(resolution?.difference ?? Money.zero),
    cost(found.settledSeconds),
  );
  const difference = decision === 'POST' ? cost(reportedSeconds).minus(before) : Money.zero;
  const correction = difference.isNegative
    ? lower(known, before, difference, id, now)
    : raise(account, call, difference, id, now);
  const isLast = discrepancies.every((one) => one === found || one.resolution !== null);
  return {
    ...correction,
    resolved: { ...found, resolution: { decision, difference, at: now } },
    closedAlarms: [...correction.closedAlarms, ...(isLast ? [discrepancyAlarm(call)] : [])],
  };
}

type Correction = Omit<DiscrepancyVerdict, 'resolved'>;

function discrepancyAlarm({ id }: AnyCall): AlarmKey {
  return { kind: 'DISCREPANCY', subject: id };
}

function raise(account: Account, call: AnyCall, difference: Money, id: string, now: Date): Correction {
  if (difference.isZero) return { account, transfers: [], alarms: [], closedAlarms: [] };
  const { account: after, paid, missing } = account.settle(Money.zero, difference);
  const cause = causeOf(account, call, id, now);
  return {
    account: after,
    transfers: [
      ...Transfer.some('CORRECTION_CHARGE', paid, cause),
      ...Transfer.some('CORRECTION_SHORTFALL', missing, cause),
    ],
    alarms: missing.isZero ? [] : [{ ...shortfallAlarm(call.id), openedAt: now }],
    closedAlarms: [],
  };
}

function lower(
  { account, call, ledger }: DiscrepancyCase,
  before: Money,
  difference: Money,
  id: string,
  now: Date,
): Correction {
  const { paid, missing } = ledger;
  const writtenOff = before.minus(paid).minus(missing);
  const least = Money.zero.minus(difference);
  const due = least.minus(least.atMost(writtenOff));
  const relief = due.atMost(missing);
  const credit = due.minus(relief);
  const cause = causeOf(account, call, id, now);
  return {
    account: credit.isZero ? account : account.credit(credit),
    transfers: [
      ...Transfer.some('CORRECTION_RELIEF', relief, cause),
      ...Transfer.some('CORRECTION_CREDIT', credit, cause),
    ],
    alarms: [],
    closedAlarms: !relief.isZero && relief.equals(missing) ? [shortfallAlarm(call.id)] : [],
  };
}

function causeOf(
  { books }: Account,
  call: AnyCall,
  id: string,
  now: Date,
): Accounting & { subject: string; call: CallId } {
  return { subject: id, call: call.id, ...correcting(books, chargedEnd(call) ?? now, now) };
}

/** A call has one discrepancy per reported duration. @throws DomainError NOT_FOUND */
export function findDiscrepancy(discrepancies: readonly KnownDiscrepancy[], reportedSeconds: number): KnownDiscrepancy {
  const found = discrepancies.find((one) => one.reportedSeconds === reportedSeconds);
  if (found === undefined) throw new DomainError({ code: 'NOT_FOUND', what: 'DISCREPANCY' });
  return found;
}
