import { describe, expect, test } from 'vitest';
import { shanghaiDay } from '../../src/domain/day.ts';
import { DomainError } from '../../src/domain/errors.ts';
import type { CallLimits, CallUsage, Intent } from '../../src/domain/limits.ts';
import { requireWithinLimits } from '../../src/domain/limits.ts';
import { Money } from '../../src/domain/money.ts';
import { CalleeRings } from '../../src/domain/rings.ts';
import * as a from '../support/a.ts';
import { noCallLimits } from '../support/limits.ts';

const nothing: CallUsage = { accountFullUntil: null, appFullUntil: null, charged: null, lastAnsweredEnd: null };
const today = shanghaiDay(a.noon);
const intent: Intent = { now: a.noon, today, reserved: Money.fen(60), worstCase: Money.fen(60) };
const charged = (during: number, after = 0): CallUsage['charged'] => ({
  day: today,
  during: Money.fen(during),
  after: Money.fen(after),
});

function check(limits: Partial<CallLimits>, usage: Partial<CallUsage>, given: Partial<Intent> = {}): void {
  requireWithinLimits({ ...noCallLimits, ...limits }, { ...nothing, ...usage }, [], { ...intent, ...given });
}

test.each([
  ['CALLS_AT_ONCE_ACCOUNT', 100, "The account's calls at once are limited to 100"],
  ['CALLS_AT_ONCE_APP', 50, "The app's calls at once are limited to 50"],
  ['SPEND_PER_DAY', Money.fen(250_50), "The account's spending is limited to 250.50 yuan a day"],
  ['COOL_DOWN', 60, 'The callee is left alone for 60 seconds after an answered call'],
  ['RINGS_PER_CALLEE', 20, "The callee's rings are limited to 20 an hour"],
] as const)('CALL-10: %s is told with its value and with when it frees up', (limit, value, told) => {
  const at = { code: 'LIMIT_REACHED', limit, value } as const;
  const waits = new DomainError({ ...at, freeAt: a.noon });
  expect(waits.message).toBe(`${told}; free at 2026-03-02T04:00:00.000Z at the latest.`);
  expect(new DomainError({ ...at, freeAt: null }).message).toBe(`${told}; this call alone may cost more.`);
});

describe('CALL-10: calls at once', () => {
  test.each([
    ['CALLS_AT_ONCE_ACCOUNT', { callsAtOncePerAccount: 7 }, 'accountFullUntil'],
    ['CALLS_AT_ONCE_APP', { callsAtOncePerApp: 7 }, 'appFullUntil'],
  ] as const)('%s: as many as the limit until the first of them is over', (limit, limits, name) => {
    expect(a.rejection(() => check(limits, { [name]: a.after(1) }))).toEqual({
      code: 'LIMIT_REACHED',
      limit,
      value: 7,
      freeAt: a.after(1),
    });
    expect(() => check(limits, { [name]: a.noon })).not.toThrow();
    expect(() => check(limits, {})).not.toThrow();
    expect(() => check({}, { [name]: a.after(1) })).not.toThrow();
  });
});

describe('CALL-10: spend per day', () => {
  const limits = { spendPerDay: Money.fen(200) };

  test('what was charged, what is reserved and the worst case may reach the limit, and no more', () => {
    expect(() => check(limits, { charged: charged(80) })).not.toThrow();
    expect(a.rejection(() => check(limits, { charged: charged(81) }))).toEqual({
      code: 'LIMIT_REACHED',
      limit: 'SPEND_PER_DAY',
      value: Money.fen(200),
      freeAt: new Date('2026-03-02T16:00:00.000Z'),
    });
  });

  test('without a limit nothing is counted, and without charges told nothing is compared', () => {
    expect(() => check({}, { charged: charged(1_000_000_00) })).not.toThrow();
    expect(() => check(limits, { charged: null }, { worstCase: Money.fen(201) })).not.toThrow();
  });

  test('a new day has its own charges, even where it begins while the account is waited for', () => {
    const tomorrow = { now: today.end, today: shanghaiDay(today.end) };
    expect(() => check(limits, { charged: charged(200, 80) }, tomorrow)).not.toThrow();
    const { freeAt } = a.rejection(() => check(limits, { charged: charged(0, 81) }, tomorrow)) as { freeAt: Date };
    expect(freeAt).toEqual(tomorrow.today.end);
  });

  test('a call that alone may cost more than a day’s limit has nothing to wait for', () => {
    const worstCase = Money.fen(201);
    const rejection = a.rejection(() => check(limits, { charged: charged(0) }, { worstCase }));
    expect(rejection).toMatchObject({ limit: 'SPEND_PER_DAY', freeAt: null });
  });
});

test('CALL-10: the cool-down runs from the end of the last answered call', () => {
  const limits = { coolDownSeconds: 60 };
  const rejection = a.rejection(() => check(limits, { lastAnsweredEnd: a.after(-59) }));
  expect(rejection).toEqual({ code: 'LIMIT_REACHED', limit: 'COOL_DOWN', value: 60, freeAt: a.after(1) });
  expect(() => check(limits, { lastAnsweredEnd: a.after(-60) })).not.toThrow();
});

test('CALL-10: a telephone rings as often as its limit in an hour', () => {
  const rings = CalleeRings.restore(a.callee.digits, [a.after(-3599), a.after(-10)]);
  const ring = (limit: number | null): void =>
    requireWithinLimits({ ...noCallLimits, ringsPerCalleePerHour: limit }, nothing, [rings], intent);
  const freeAt = a.after(1);
  expect(a.rejection(() => ring(2))).toEqual({ code: 'LIMIT_REACHED', limit: 'RINGS_PER_CALLEE', value: 2, freeAt });
  expect(() => ring(3)).not.toThrow();
  expect(() => ring(null)).not.toThrow();
});

test('CALL-10: a telephone that nobody has rung is free to ring', () => {
  const limits = { ...noCallLimits, ringsPerCalleePerHour: 1 };
  expect(() => requireWithinLimits(limits, nothing, [], intent)).not.toThrow();
});
