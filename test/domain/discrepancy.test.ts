import { describe, expect, test } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import type { AnyCall } from '../../src/domain/any-call.ts';
import type { Call } from '../../src/domain/call.ts';
import type { DiscrepancyDecision, KnownDiscrepancy } from '../../src/domain/discrepancy.ts';
import { resolveDiscrepancy } from '../../src/domain/discrepancy.ts';
import type { Transfer } from '../../src/domain/ledger.ts';
import { callLedger } from '../../src/domain/ledger.ts';
import type { Books } from '../../src/domain/books.ts';
import { Money } from '../../src/domain/money.ts';
import { monthNamed } from '../../src/domain/month.ts';
import { settle } from '../../src/domain/settlement.ts';
import { settleSuspense } from '../../src/domain/suspense.ts';
import { Tariff } from '../../src/domain/tariff.ts';
import * as a from '../support/a.ts';

const now = a.after(4000);

/** A call of so many seconds, settled on an account of so many fen, and other reports about it. */
function settledCall(balance: number, settledSeconds: number, reported: readonly number[], call: Call = a.openCall()) {
  const account = a.account({ balance, reserved: 60 });
  const settlement = settle(account, call, a.report({ talkSeconds: settledSeconds }), a.after(200));
  const discrepancies = reported.map((reportedSeconds): KnownDiscrepancy => {
    const seconds = { settledSeconds, reportedSeconds };
    return { call: call.id, ...seconds, source: 'QUERY', openedAt: a.after(500), resolution: null };
  });
  return new Desk(settlement.account!, settlement.call!, discrepancies, settlement.transfers ?? []);
}

class Desk {
  alarms: readonly string[] = [];
  closed: readonly string[] = [];

  constructor(
    public account: Account,
    readonly call: AnyCall,
    public discrepancies: readonly KnownDiscrepancy[],
    public transfers: readonly Transfer[],
  ) {}

  resolve(reportedSeconds: number, decision: DiscrepancyDecision): readonly (readonly [string, bigint])[] {
    const known = { account: this.account, call: this.call, discrepancies: this.discrepancies };
    const ledger = callLedger(this.transfers);
    const verdict = resolveDiscrepancy({ ...known, ledger }, reportedSeconds, decision, 'posting', now);
    this.discrepancies = this.discrepancies.map((one) =>
      one.reportedSeconds === reportedSeconds ? verdict.resolved : one,
    );
    this.account = verdict.account;
    this.transfers = [...this.transfers, ...verdict.transfers];
    this.alarms = verdict.alarms.map(({ kind }) => kind);
    this.closed = verdict.closedAlarms.map(({ kind }) => kind);
    return verdict.transfers.map(({ kind, amount }) => [kind, amount.fen]);
  }

  writeOff(): void {
    const missing = callLedger(this.transfers);
    const { transfers } = settleSuspense(this.account, this.call.id, missing, 'WRITE_OFF', 'given up', now);
    this.transfers = [...this.transfers, ...transfers];
  }
}

describe('CALL-6: an operator decides about a discrepancy', () => {
  test('the settled seconds stand: no money moves, and the alarm is over', () => {
    const desk = settledCall(100, 61, [30]);
    expect(desk.resolve(30, 'CLOSE')).toEqual([]);
    expect([desk.account.balance.fen, desk.closed]).toEqual([76n, ['DISCREPANCY']]);
    expect(desk.discrepancies[0]?.resolution).toEqual({ decision: 'CLOSE', difference: Money.zero, at: now });
  });

  test('what is posted after the bill of its month names that month, however late the call was charged itself', () => {
    const [february, march] = [monthNamed('2026-02')!, monthNamed('2026-03')!];
    const early = { placedAt: a.after(-60, february.end), deadline: a.after(3600, february.end) };
    const call = a.openCall({}, early);
    const report = a.report({ talkSeconds: 61, legs: [a.leg('NORMAL', a.after(-1, february.end))] });
    const account = a.account({ reserved: 60, books: { openFrom: february.start, billedUntil: february.start } });
    const inTime = settle(account, call, report, a.after(60, february.end));
    const closed = { openFrom: march.start, billedUntil: march.start };
    const lateAccount = account.withBooks(closed);
    const late = settle(lateAccount, call.voided(a.after(600, february.end)), report, now);
    for (const settlement of [inTime, late]) {
      const seconds = { settledSeconds: 61, source: 'QUERY', openedAt: now, resolution: null } as const;
      const discrepancies = [30, 600].map((reportedSeconds) => ({ call: call.id, reportedSeconds, ...seconds }));
      const ledger = callLedger(settlement.transfers ?? []);
      const known = { call: settlement.call!, discrepancies, ledger };
      const of = (books: Books, reported: number) => {
        const before = settlement.account!.withBooks(books);
        const { transfers } = resolveDiscrepancy({ ...known, account: before }, reported, 'POST', 'posting', now);
        return transfers.map(({ accountingAt, adjusts }) => ({ accountingAt, adjusts }));
      };
      const named = [{ accountingAt: now, adjusts: february.start }];
      expect([of(closed, 30), of(closed, 600)]).toEqual([named, named]);
      const open = { openFrom: february.start, billedUntil: february.start };
      expect(of(open, 30)).toEqual([{ accountingAt: now, adjusts: null }]);
    }
  });

  test('fewer seconds: the difference in started minutes is given back', () => {
    const desk = settledCall(100, 61, [30]);
    expect(desk.resolve(30, 'POST')).toEqual([['CORRECTION_CREDIT', 12n]]);
    expect(desk.account.balance.fen).toBe(88n);
  });

  test('more seconds: from what is available, and the rest to suspense with an alarm', () => {
    const desk = settledCall(100, 300, [600]);
    expect(desk.resolve(600, 'POST')).toEqual([
      ['CORRECTION_CHARGE', 40n],
      ['CORRECTION_SHORTFALL', 20n],
    ]);
    expect([desk.account.balance.fen, desk.alarms]).toEqual([0n, ['SHORTFALL']]);
  });

  test('the same started minute: it is decided, and nothing moves', () => {
    const desk = settledCall(100, 61, [62]);
    expect([desk.resolve(62, 'POST'), desk.closed]).toEqual([[], ['DISCREPANCY']]);
  });

  test('what is missing still is forgiven before anything is given back', () => {
    const desk = settledCall(100, 600, [300]);
    expect(desk.resolve(300, 'POST')).toEqual([
      ['CORRECTION_RELIEF', 20n],
      ['CORRECTION_CREDIT', 40n],
    ]);
    expect([desk.account.balance.fen, desk.closed]).toEqual([40n, ['SHORTFALL', 'DISCREPANCY']]);
  });

  test('what was written off is not given back', () => {
    const desk = settledCall(100, 600, [300, 540]);
    desk.writeOff();
    expect(desk.resolve(540, 'POST')).toEqual([]);
    expect(desk.resolve(300, 'POST')).toEqual([['CORRECTION_CREDIT', 40n]]);
    expect(callLedger(desk.transfers)).toEqual({ paid: Money.fen(60), missing: Money.zero });
  });

  test('two reports: the call costs what the one says that was posted last, and the alarm stays until both are decided', () => {
    const desk = settledCall(100, 61, [30, 121]);
    expect([desk.resolve(30, 'POST'), desk.closed]).toEqual([[['CORRECTION_CREDIT', 12n]], []]);
    expect([desk.resolve(121, 'POST'), desk.closed]).toEqual([[['CORRECTION_CHARGE', 24n]], ['DISCREPANCY']]);
    expect(callLedger(desk.transfers).paid.fen).toBe(36n);
  });

  test('by the frozen tariff of the call, on its basis', () => {
    const tariff = new Tariff('2027-01', Money.fen(5), 'EACH_PARTY');
    const desk = settledCall(100, 61, [30], a.openCall({}, { tariff }));
    expect(desk.resolve(30, 'POST')).toEqual([['CORRECTION_CREDIT', 10n]]);
  });

  test('once, and only one that there is', () => {
    const desk = settledCall(100, 61, [30]);
    desk.resolve(30, 'POST');
    expect(a.rejection(() => desk.resolve(30, 'CLOSE'))).toEqual({ code: 'DISCREPANCY_RESOLVED', at: now });
    expect(a.rejection(() => desk.resolve(31, 'CLOSE'))).toEqual({ code: 'NOT_FOUND', what: 'DISCREPANCY' });
  });
});
