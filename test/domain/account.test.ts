import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Account } from '../../src/domain/account.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { Money } from '../../src/domain/money.ts';
import * as a from '../support/a.ts';

type Step =
  | { readonly kind: 'CREDIT'; readonly fen: number }
  | { readonly kind: 'RESERVE'; readonly fen: number }
  | { readonly kind: 'RELEASE'; readonly which: number }
  | { readonly kind: 'SETTLE'; readonly which: number; readonly fen: number }
  | { readonly kind: 'LATE'; readonly fen: number };

const fen = fc.integer({ min: 1, max: 500 });
const which = fc.nat({ max: 20 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('CREDIT' as const), fen }),
  fc.record({ kind: fc.constant('RESERVE' as const), fen }),
  fc.record({ kind: fc.constant('RELEASE' as const), which }),
  fc.record({ kind: fc.constant('SETTLE' as const), which, fen: fc.integer({ min: 0, max: 700 }) }),
  fc.record({ kind: fc.constant('LATE' as const), fen: fc.integer({ min: 0, max: 700 }) }),
);

/** A purse of integers, to compare with: what came in, what was paid, and the open reservations. */
interface Purse {
  account: Account;
  credited: bigint;
  paid: bigint;
  readonly open: Money[];
}

function run(purse: Purse, one: Step): void {
  if (one.kind === 'CREDIT') {
    purse.account = purse.account.credit(Money.fen(one.fen));
    purse.credited += BigInt(one.fen);
  } else if (one.kind === 'RESERVE') {
    const affordable = BigInt(one.fen) <= purse.account.balance.fen - purse.account.reserved.fen;
    const attempt = (): Account => purse.account.reserve(Money.fen(one.fen));
    if (affordable) {
      purse.account = attempt();
      purse.open.push(Money.fen(one.fen));
    } else {
      expect(attempt).toThrow(DomainError);
    }
  } else if (one.kind === 'RELEASE') {
    purse.account = purse.account.release(take(purse, one.which));
  } else {
    const reservation = one.kind === 'SETTLE' ? take(purse, one.which) : Money.zero;
    const { account, paid, missing } = purse.account.settle(reservation, Money.fen(one.fen));
    expect(paid.plus(missing).fen).toBe(BigInt(one.fen));
    if (!missing.isZero) expect(account.available.fen).toBe(0n);
    purse.account = account;
    purse.paid += paid.fen;
  }
}

function take({ open }: Purse, index: number): Money {
  return open.length === 0 ? Money.zero : open.splice(index % open.length, 1)[0]!;
}

describe('CALL-4: 0 <= reserved <= balance', () => {
  test('holds after every step of any sequence, and no fen is made or lost', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const purse: Purse = { account: a.account({ balance: 0 }), credited: 0n, paid: 0n, open: [] };
        for (const one of steps) {
          run(purse, one);
          const { balance, reserved, available } = purse.account;
          expect(reserved.fen >= 0n && reserved.fen <= balance.fen).toBe(true);
          expect(balance.fen).toBe(purse.credited - purse.paid);
          expect(reserved.fen).toBe(purse.open.reduce((total, money) => total + money.fen, 0n));
          expect(available.fen).toBe(balance.fen - reserved.fen);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('what is reserved is not available to another call', () => {
    const account = a.account({ balance: 84, reserved: 60 });
    expect(a.rejection(() => account.reserve(Money.fen(25)))).toEqual({
      code: 'INSUFFICIENT_BALANCE',
      available: Money.fen(24),
      required: Money.fen(25),
    });
    expect(account.reserve(Money.fen(24)).available.isZero).toBe(true);
  });

  test('a row that breaks it is not loaded', () => {
    expect(() => a.account({ balance: 10, reserved: 11 })).toThrow('Assertion failed');
    expect(() => a.account({ balance: 10, reserved: -1 })).toThrow('Assertion failed');
    expect(() => a.account({ balance: -1 })).toThrow('Assertion failed');
  });

  test('more than was reserved is not released', () => {
    expect(() => a.account({ balance: 100, reserved: 10 }).release(Money.fen(11))).toThrow('Assertion failed');
  });
});

describe('CALL-6: a charge ends its reservation', () => {
  test.each([
    { name: 'less than reserved: the rest is free again', charge: 20, balance: 80, paid: 20, missing: 0 },
    { name: 'nothing: all is free again', charge: 0, balance: 100, paid: 0, missing: 0 },
    { name: 'exactly what was reserved', charge: 60, balance: 40, paid: 60, missing: 0 },
    { name: 'more, and available covers it', charge: 70, balance: 30, paid: 70, missing: 0 },
    { name: 'more than there is: what is missing is told', charge: 95, balance: 10, paid: 90, missing: 5 },
  ])('$name', ({ charge, balance, paid, missing }) => {
    const before = a.account({ balance: 100, reserved: 70 });
    const settled = before.settle(Money.fen(60), Money.fen(charge));
    expect(settled.paid.fen).toBe(BigInt(paid));
    expect(settled.missing.fen).toBe(BigInt(missing));
    expect(settled.account.balance.fen).toBe(BigInt(balance));
    // The 10 fen that another call has set aside are never touched.
    expect(settled.account.reserved.fen).toBe(10n);
  });

  test('a charge takes nothing back', () => {
    expect(() => a.account().settle(Money.zero, Money.fen(-1))).toThrow('Assertion failed');
  });
});

test('every change of an account has a version of its own', () => {
  const opened = Account.open(a.accountId, '公司', a.noon);
  const credited = opened.credit(Money.fen(100));
  const reserved = credited.reserve(Money.fen(60));
  const settled = reserved.settle(Money.fen(60), Money.zero).account;
  expect([opened, credited, reserved, settled].map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  expect(opened.balance.isZero).toBe(true);
});

test('nothing is credited or reserved with an amount of zero', () => {
  expect(() => a.account().credit(Money.zero)).toThrow('Assertion failed');
  expect(() => a.account().reserve(Money.zero)).toThrow('Assertion failed');
});
