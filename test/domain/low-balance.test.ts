import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import { watchBalance } from '../../src/domain/low-balance.ts';
import { Money } from '../../src/domain/money.ts';
import type { Notice } from '../../src/domain/notice.ts';
import { TariffPlan } from '../../src/domain/tariff-plan.ts';
import * as a from '../support/a.ts';

const watch = { configured: 100, tariff: a.tariff(), now: a.noon };
/** What buys 100 minutes. */
const ENOUGH = 1200;

function told(before: Account, after: Account): Notice | null {
  return watchBalance(before, after, watch).notice;
}

describe('NOTICE-2: few minutes are told', () => {
  const before = a.account({ balance: 5000 });

  test('from the fen on that buys a minute less than the threshold', () => {
    expect(told(before, before.debit(Money.fen(5000 - ENOUGH)))).toBeNull();
    const after = before.debit(Money.fen(5000 - ENOUGH + 1));
    expect(told(before, after)).toEqual({
      key: `LOW_BALANCE ${after.version}`,
      facts: { kind: 'LOW_BALANCE', available: Money.fen(1199), minutes: 99, threshold: 100 },
      at: a.noon,
    });
  });

  test('when a reservation takes them, and not again when it is given back and taken anew', () => {
    const first = watchBalance(before, before.reserve(Money.fen(4000)), watch);
    expect(first.notice).not.toBeNull();
    const released = watchBalance(first.account, first.account.release(Money.fen(4000)), watch);
    expect(told(released.account, released.account.reserve(Money.fen(4000)))).toBeNull();
  });

  test('when a minute costs more than before', () => {
    const dear = {
      ...watch,
      tariff: TariffPlan.none.announce(Money.fen(60), 'CONVERSATION', a.noon, a.noon).at(a.noon, a.tariff()),
    };
    expect(watchBalance(before, before.tellLowBalance(false), dear).notice?.facts).toMatchObject({ minutes: 83 });
  });

  test('not to a new account, nor to a closed one, nor where nobody wants it', () => {
    const fresh = a.account({ balance: 0, lowBalanceTold: true });
    expect(told(fresh, fresh.limit(fresh.limits))).toBeNull();
    const closed = before.close('moved', a.noon);
    expect(told(closed, closed.debit(Money.fen(5000)))).toBeNull();
    expect(watchBalance(before, before.debit(Money.fen(5000)), { ...watch, configured: null }).notice).toBeNull();
  });

  test('by the threshold of the account, where it has one, and anew once that is another', () => {
    const own = (minutes: number | null) => ({ language: 'ZH', lowBalanceMinutes: minutes }) as const;
    const few = before.debit(Money.fen(4000));
    const first = watchBalance(before, few, watch);
    expect(first.notice?.facts).toMatchObject({ minutes: 83, threshold: 100 });
    const lower = watchBalance(first.account, first.account.withNotices(own(50)), watch);
    expect(lower.notice).toBeNull();
    expect(told(lower.account, lower.account.debit(Money.fen(600)))?.facts).toMatchObject({ threshold: 50 });
    const higher = before.withNotices(own(500));
    expect(told(before, higher)?.facts).toMatchObject({ minutes: 416, threshold: 500 });
    const never = before.withNotices(own(0));
    expect(told(never, never.debit(Money.fen(5000)))).toBeNull();
  });

  test.each([-1, 0.5, 1_000_001, Number.NaN])('never by a threshold of %s', (lowBalanceMinutes) => {
    const settings = { language: 'ZH', lowBalanceMinutes } as const;
    const refusal = { code: 'THRESHOLD_OUT_OF_RANGE', minimum: 0, maximum: 1_000_000 };
    expect(() => before.withNotices(settings)).toThrow(expect.objectContaining({ rejection: refusal }));
  });

  test('as a part of the same change: the version stays', () => {
    const after = before.debit(Money.fen(5000));
    expect(watchBalance(before, after, watch).account.version).toBe(after.version);
  });
});

type Step = readonly ['credit' | 'debit' | 'reserve' | 'release', number];
const step = fc.tuple(fc.constantFrom('credit', 'debit', 'reserve', 'release'), fc.integer({ min: 1, max: 2000 }));

/** Moves as much of it as there is. */
function move(account: Account, [kind, fen]: Step): Account {
  const amount = Money.fen(fen);
  if (kind === 'credit') return account.credit(amount);
  const most = amount.atMost(kind === 'release' ? account.reserved : account.available);
  return most.isZero ? account : account[kind](most);
}

test('NOTICE-2: each fall is told exactly once, whatever is charged, reserved and paid in between', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let account = a.account({ balance: 0, lowBalanceTold: true });
      // The same said with nothing but two numbers.
      let armed = false;
      for (const each of steps) {
        const moved = move(account, each);
        const grew = moved.balance.exceeds(account.balance);
        const { account: next, notice } = watchBalance(account, moved, watch);
        const isEnough = next.available.fen >= BigInt(ENOUGH);
        expect(notice !== null).toBe(armed && !isEnough);
        if (!isEnough) armed = false;
        else if (grew) armed = true;
        account = next;
      }
    }),
  );
});
