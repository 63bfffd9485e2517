import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BillLine } from '../../src/domain/bill.ts';
import { balanceChange, BillHash, chargedMinutes, lineKind, noTotals, sumOf, withSum } from '../../src/domain/bill.ts';
import type { TransferKind } from '../../src/domain/ledger.ts';
import { routes } from '../../src/domain/ledger.ts';
import type { AppId, CallId } from '../../src/domain/ids.ts';
import { Money } from '../../src/domain/money.ts';
import { monthNamed } from '../../src/domain/month.ts';
import * as a from '../support/a.ts';

const month = monthNamed('2026-03')!;
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

const call = (price: bigint): BillLine['call'] => ({
  ...{ id: a.callId, kind: 'CALL', app: a.appId, caller: a.caller.digits, callees: [a.callee.digits] },
  ...{ placedAt: a.noon, talkSeconds: 61, pricePerMinute: Money.fen(price), basis: 'CONVERSATION', reference: null },
});

/** Of any kind, late or not, a charge with what was missing of it. */
const line: fc.Arbitrary<BillLine> = fc
  .record({
    id: fc.uuid(),
    posting: fc.constantFrom(...(Object.keys(routes) as TransferKind[])),
    minutes: fc.bigInt(1n, 200n),
    price: fc.bigInt(1n, 50n),
    share: fc.bigInt(0n, 100n),
    at: fc.date({ min: month.start, max: new Date(month.end.getTime() - 1), noInvalidDate: true }),
    isLate: fc.boolean(),
  })
  .map(({ id, posting, minutes, price, share, at, isLate }) => {
    const cost = minutes * price;
    const missing = posting === 'SHORTFALL' ? cost : (cost * share) / 100n;
    const [debit, credit] = routes[posting];
    const takes = debit === 'CUSTOMER';
    const isCharge = ['CALL_CHARGE', 'LATE_CALL_CHARGE', 'SHORTFALL'].includes(posting);
    const moved = isCharge ? cost - missing : cost;
    const effect = takes ? -moved : credit === 'CUSTOMER' ? moved : 0n;
    return {
      ...{ id, posting, amount: Money.fen(effect), owed: Money.fen(isCharge ? missing : 0n) },
      ...{ accountingAt: at, postedAt: at, adjusts: isLate ? a.noon : null, reference: null },
      call: isCharge ? call(price) : null,
    };
  });
const lines = fc.array(line, { maxLength: 40 });

test('BILL-3: what the lines did to the balance is what the totals did, whatever their kinds', () => {
  fc.assert(
    fc.property(lines, (all) => {
      const totals = all.map(sumOf).reduce(withSum, noTotals);
      expect(balanceChange(totals).fen).toBe(all.reduce((sum, { amount }) => sum + amount.fen, 0n));
      expect(totals.owed.fen).toBe(all.reduce((sum, { owed }) => sum + owed.fen, 0n));
      expect(totals.minutes).toBe(all.reduce((sum, one) => sum + chargedMinutes(one), 0n));
      expect(totals.lines).toBe(all.length);
    }),
  );
});

test('BILL-4: a charge of the month is a charge; a late one, and what else is neither, is an adjustment', () => {
  expect(lineKind({ posting: 'CALL_CHARGE', isLate: false })).toBe('CHARGE');
  expect(lineKind({ posting: 'LATE_CALL_CHARGE', isLate: false })).toBe('CHARGE');
  expect(lineKind({ posting: 'SHORTFALL', isLate: false })).toBe('CHARGE');
  expect(lineKind({ posting: 'CALL_CHARGE', isLate: true })).toBe('ADJUSTMENT');
  expect(lineKind({ posting: 'TOP_UP', isLate: false })).toBe('TOP_UP');
  expect(lineKind({ posting: 'PAY_OUT', isLate: false })).toBe('ADJUSTMENT');
});

/** The same line, but for one word each. */
function otherwise(one: BillLine): readonly BillLine[] {
  const more = Money.fen(1);
  const later = a.after(1, one.accountingAt);
  const { call: of } = one;
  const calls: readonly BillLine['call'][] =
    of === null
      ? [call(12n)]
      : [
          null,
          { ...of, id: 'another' as CallId },
          { ...of, kind: 'CONFERENCE' },
          { ...of, app: 'another' as AppId },
          { ...of, caller: 'another' },
          { ...of, callees: [...of.callees, 'another'] },
          { ...of, placedAt: later },
          { ...of, talkSeconds: null },
          { ...of, pricePerMinute: of.pricePerMinute.plus(more) },
          { ...of, basis: 'EACH_PARTY' },
          { ...of, reference: 'another' },
        ];
  return [
    { ...one, id: 'another' },
    { ...one, posting: one.posting === 'TOP_UP' ? 'PAY_IN' : 'TOP_UP' },
    { ...one, amount: one.amount.plus(more) },
    { ...one, owed: one.owed.plus(more) },
    { ...one, accountingAt: later },
    { ...one, postedAt: later },
    { ...one, adjusts: one.adjusts === null ? a.noon : null },
    { ...one, reference: 'another' },
    ...calls.map((each) => ({ ...one, call: each })),
  ];
}

test('BILL-3: the hash is of all lines in their order, and any other word of any line gives another', () => {
  // With the same totals whatever the lines: those are words of their own.
  const hashOf = (all: readonly BillLine[], opening = Money.zero, totals = noTotals): string => {
    const hash = new BillHash(digest, a.accountId, { month, opening });
    all.forEach((one) => hash.add(one));
    return hash.end(totals);
  };
  fc.assert(
    fc.property(lines, line, fc.nat(), (all, other, at) => {
      const whole = hashOf(all);
      expect(hashOf(all)).toBe(whole);
      expect(hashOf([...all, other])).not.toBe(whole);
      expect(hashOf(all, Money.fen(1))).not.toBe(whole);
      expect(hashOf(all, Money.zero, withSum(noTotals, sumOf(other)))).not.toBe(whole);
      if (all.length === 0) return;
      const place = at % all.length;
      for (const changed of otherwise(all[place]!)) expect(hashOf(all.with(place, changed))).not.toBe(whole);
    }),
    { numRuns: 50 },
  );
});
