import { describe, expect, test } from 'vitest';
import type { AdjustmentKind } from '../../src/domain/adjustment.ts';
import { adjust, checkAdjustment } from '../../src/domain/adjustment.ts';
import { Money } from '../../src/domain/money.ts';
import * as a from '../support/a.ts';

const account = a.account({ balance: 100, reserved: 60 });
const adjustment = (kind: AdjustmentKind, fen: number) => ({ kind, amount: Money.fen(fen), reference: 'ticket 4711' });

describe('ADJUST-1: what an operator posts', () => {
  test.each([
    ['CREDIT', 'ADJUSTMENT_CREDIT', 'REVENUE', 'CUSTOMER', 140n],
    ['DEBIT', 'ADJUSTMENT_DEBIT', 'CUSTOMER', 'REVENUE', 60n],
    ['PAY_IN', 'PAY_IN', 'FUNDS', 'CUSTOMER', 140n],
    ['PAY_OUT', 'PAY_OUT', 'CUSTOMER', 'FUNDS', 60n],
  ] as const)('%s', (kind, transfer, debit, credit, balance) => {
    const { account: after, transfers } = adjust(account, adjustment(kind, 40), 'new', a.noon);
    expect(after).toMatchObject({ balance: { fen: balance }, reserved: { fen: 60n } });
    const cause = { subject: 'new', reference: 'ticket 4711', call: null, accountingAt: a.noon };
    expect(transfers).toMatchObject([{ kind: transfer, debit, credit, amount: { fen: 40n }, ...cause }]);
  });

  test.each(['DEBIT', 'PAY_OUT'] as const)('%s takes nothing that a call has reserved', (kind) => {
    const no = { code: 'INSUFFICIENT_BALANCE', available: Money.fen(40), required: Money.fen(41) };
    expect(a.rejection(() => adjust(account, adjustment(kind, 41), 'new', a.noon))).toEqual(no);
  });

  test('of something, and of no more than ten million yuan', () => {
    const check = (fen: number) => () => checkAdjustment(adjustment('CREDIT', fen));
    const no = { code: 'AMOUNT_OUT_OF_RANGE', minimum: Money.fen(1), maximum: Money.fen(10_000_000_00) };
    for (const fen of [-1, 0, 10_000_000_01]) expect(a.rejection(check(fen))).toEqual(no);
    for (const fen of [1, 10_000_000_00]) expect(check(fen)).not.toThrow();
  });
});
