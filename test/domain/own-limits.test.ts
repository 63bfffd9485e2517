import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CallLimits } from '../../src/domain/limits.ts';
import { Money } from '../../src/domain/money.ts';
import type { AccountLimits, OwnLimit } from '../../src/domain/own-limits.ts';
import { asConfigured, limitsInForce } from '../../src/domain/own-limits.ts';
import * as a from '../support/a.ts';

const count = fc.integer({ min: 1, max: 1_000_000 });
const fen = fc.integer({ min: 1, max: 10_000_000_00 }).map((amount) => Money.fen(amount));
const seconds = fc.integer({ min: 0, max: 2_592_000 });
const own = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<OwnLimit<Value>> =>
  fc.oneof(value, fc.constant('NONE' as const), fc.constant(null));
const ofAccount: fc.Arbitrary<AccountLimits> = fc.record({
  callsAtOnce: own(count),
  spendPerDay: own(fen),
  coolDownSeconds: fc.option(seconds),
});
const configured: fc.Arbitrary<CallLimits> = fc.record({
  callsAtOncePerAccount: fc.option(count),
  callsAtOncePerApp: fc.option(count),
  spendPerDay: fc.option(fen),
  coolDownSeconds: seconds,
  ringsPerCalleePerHour: fc.option(count),
});

describe('CALL-10: what is in force', () => {
  test('is what was set for the account and the app, and what is configured where nothing was', () => {
    const expected = <Value>(set: OwnLimit<Value>, all: Value | null): Value | null => {
      if (set === null) return all;
      return set === 'NONE' ? null : set;
    };
    fc.assert(
      fc.property(configured, ofAccount, own(count), (all, account, app) => {
        expect(limitsInForce(all, account, app)).toEqual({
          callsAtOncePerAccount: expected(account.callsAtOnce, all.callsAtOncePerAccount),
          callsAtOncePerApp: expected(app, all.callsAtOncePerApp),
          spendPerDay: expected(account.spendPerDay, all.spendPerDay),
          coolDownSeconds: account.coolDownSeconds ?? all.coolDownSeconds,
          // A telephone belongs to no account.
          ringsPerCalleePerHour: all.ringsPerCalleePerHour,
        });
      }),
    );
  });

  test('can be set to anything within the bounds', () => {
    fc.assert(
      fc.property(ofAccount, own(count), (account, callsAtOnce) => {
        expect(a.account().limit(account).limits).toEqual(account);
        const app = a.app();
        expect(app.limit(app.limits, app.conferences, callsAtOnce).callsAtOnce).toEqual(callsAtOnce);
      }),
    );
  });
});

describe('CALL-10: a limit outside of its bounds is refused with them', () => {
  test.each([
    [{ callsAtOnce: 0 }, { limit: 'CALLS_AT_ONCE_ACCOUNT', minimum: 1, maximum: 1_000_000 }],
    [{ callsAtOnce: -1 }, { limit: 'CALLS_AT_ONCE_ACCOUNT' }],
    [{ callsAtOnce: 1_000_001 }, { limit: 'CALLS_AT_ONCE_ACCOUNT' }],
    [{ callsAtOnce: 1.5 }, { limit: 'CALLS_AT_ONCE_ACCOUNT' }],
    [{ spendPerDay: Money.zero }, { limit: 'SPEND_PER_DAY', minimum: Money.fen(1), maximum: Money.fen(10_000_000_00) }],
    [{ spendPerDay: Money.fen(-1) }, { limit: 'SPEND_PER_DAY' }],
    [{ spendPerDay: Money.fen(10_000_000_01) }, { limit: 'SPEND_PER_DAY' }],
    [{ coolDownSeconds: -1 }, { limit: 'COOL_DOWN', minimum: 0, maximum: 2_592_000 }],
    [{ coolDownSeconds: 2_592_001 }, { limit: 'COOL_DOWN' }],
  ] satisfies [Partial<AccountLimits>, object][])('%o', (limits, rejection) => {
    const set = (): unknown => a.account().limit({ ...asConfigured, ...limits });
    expect(a.rejection(set)).toMatchObject({ code: 'LIMIT_OUT_OF_RANGE', ...rejection });
  });

  test.each([0, 1_000_001])('%i calls of an app', (callsAtOnce) => {
    const app = a.app();
    const set = (): unknown => app.limit(app.limits, app.conferences, callsAtOnce);
    const bounds = { minimum: 1, maximum: 1_000_000 };
    expect(a.rejection(set)).toEqual({ code: 'LIMIT_OUT_OF_RANGE', limit: 'CALLS_AT_ONCE_APP', ...bounds });
  });
});
