import { describe, expect, test } from 'vitest';
import type { Call } from '../../src/domain/call.ts';
import { isStale, nearestFit } from '../../src/domain/callback.ts';
import type { CallId } from '../../src/domain/ids.ts';
import * as a from '../support/a.ts';

/** Placed that many seconds after noon; alive for 390 s. */
const placedAt = (seconds: number, id = `call-${seconds}`): Call =>
  a.unconfirmedCall({ id: id as CallId, placedAt: a.after(seconds), deadline: a.after(seconds + 390) });

const fit = (calls: readonly Call[], createdAt: Date | null): string | null => {
  const found = nearestFit(calls, a.report({ createdAt }));
  return found === 'TIE' || found === null ? found : found.id;
};

describe('CALL-5: a report without a known session fits the call that was placed nearest in time', () => {
  test.each([
    { name: 'the only one', calls: [0], created: 3, found: 'call-0' },
    { name: 'the later of two', calls: [0, 600], created: 590, found: 'call-600' },
    { name: 'the earlier of two', calls: [0, 600], created: 10, found: 'call-0' },
    { name: 'whatever their order', calls: [600, 300, 0], created: 290, found: 'call-300' },
    { name: 'a tie', calls: [0, 600], created: 300, found: 'TIE' },
    { name: 'a tie of the two nearest of three', calls: [0, 600, 100], created: 350, found: 'TIE' },
    { name: 'five minutes before it, by two clocks', calls: [0], created: -300, found: 'call-0' },
    { name: 'not earlier', calls: [0], created: -300.001, found: null },
    { name: 'five minutes after its deadline', calls: [0], created: 690, found: 'call-0' },
    { name: 'not later', calls: [0], created: 690.001, found: null },
    { name: 'none at all', calls: [], created: 0, found: null },
  ])('$name', ({ calls, created, found }) => {
    expect(
      fit(
        calls.map((seconds) => placedAt(seconds)),
        a.after(created),
      ),
    ).toBe(found);
  });

  test('a report without a time fits the only call, and ties between two', () => {
    expect(fit([placedAt(0)], null)).toBe('call-0');
    expect(fit([placedAt(0), placedAt(600)], null)).toBe('TIE');
  });

  test.each([
    ['one that has a session', a.openCall()],
    ['a refused one', a.openCall({ session: null }).refused({ providerCode: 414, retryAfterSeconds: null }, a.noon)],
    ['a settled one', a.openCall().settled(a.report(), a.account().balance, a.noon, a.noon)],
    [
      'a void that was charged late',
      a.unconfirmedCall().voided(a.noon).chargedLate(a.report(), a.account().balance, a.noon),
    ],
  ])('never %s', (_name, call) => {
    expect(nearestFit([call], a.report())).toBeNull();
  });

  test('also one that was voided at the horizon', () => {
    const voided = a.unconfirmedCall().voided(a.after(72 * 3600));
    expect(nearestFit([voided], a.report())).toBe(voided);
  });

  test('the candidates stay as they were', () => {
    const calls = Object.freeze([placedAt(600), placedAt(0)]);
    expect(fit(calls, a.noon)).toBe('call-0');
  });
});

test.each([
  [0, false],
  [300, false],
  [300.001, true],
  [-300, false],
  [-300.001, true],
])('CALLBACK-1: what was signed %s s ago is stale: %s', (seconds, stale) => {
  expect(isStale(a.after(-seconds), a.noon)).toBe(stale);
});
