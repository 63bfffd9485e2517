import { describe, expect, test } from 'vitest';
import { Transfer } from '../../src/domain/ledger.ts';
import { Money } from '../../src/domain/money.ts';
import * as a from '../support/a.ts';

const [paid, missing] = [Money.fen(90), Money.fen(5)];

describe('a transfer', () => {
  test('of a top-up brings funds to the customer, at the time of the payment', () => {
    const transfer = Transfer.topUp('top-up-1', Money.fen(1000_00), a.noon);
    expect(transfer).toMatchObject({
      kind: 'TOP_UP',
      debit: 'FUNDS',
      credit: 'CUSTOMER',
      amount: Money.fen(1000_00),
      subject: 'top-up-1',
      accountingAt: a.noon,
    });
  });

  test('moves something, in its own direction', () => {
    expect(() => Transfer.topUp('top-up-1', Money.zero, a.noon)).toThrow('a transfer moves something');
    expect(() => Transfer.topUp('top-up-1', Money.fen(-1), a.noon)).toThrow('a transfer moves something');
  });

  test('changes the balance by what the customer gives or gets, and a shortfall is nobody’s payment', () => {
    const topUp = Transfer.topUp('top-up-1', Money.fen(100), a.noon);
    const charge = Transfer.charge('CALL_CHARGE', a.callId, paid, missing, { at: a.noon, adjusts: null });
    expect(topUp.effectOnBalance.fen).toBe(100n);
    expect(charge.map(({ kind, effectOnBalance }) => [kind, effectOnBalance.fen])).toEqual([
      ['CALL_CHARGE', -90n],
      ['SHORTFALL', 0n],
    ]);
  });
});

describe('CALL-6: a charge is what the customer paid and what was missing', () => {
  test.each([
    { name: 'both', of: [paid, missing], kinds: ['LATE_CALL_CHARGE', 'SHORTFALL'] },
    { name: 'all of it paid', of: [paid, Money.zero], kinds: ['LATE_CALL_CHARGE'] },
    { name: 'nothing paid', of: [Money.zero, missing], kinds: ['SHORTFALL'] },
    { name: 'nothing charged', of: [Money.zero, Money.zero], kinds: [] },
  ] as const)('$name', ({ of, kinds }) => {
    const transfers = Transfer.charge('LATE_CALL_CHARGE', a.callId, ...of, { at: a.after(91), adjusts: null });
    expect(transfers.map(({ kind }) => kind)).toEqual(kinds);
    for (const { subject, accountingAt } of transfers) expect([subject, accountingAt]).toEqual([a.callId, a.after(91)]);
  });
});
