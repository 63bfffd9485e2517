import { describe, expect, test } from 'vitest';
import type { RunningCost } from '../../src/domain/running-cost.ts';
import { runningCost } from '../../src/domain/running-cost.ts';
import * as a from '../support/a.ts';

const account = a.account({ balance: 100, reserved: 60 });

function talking(seconds: number, grantedSeconds = 300): RunningCost {
  const call = a.openCall({ status: 'IN_PROGRESS', answeredAt: a.noon }, { grantedSeconds });
  return runningCost(call, account, a.after(seconds))!;
}

describe('LIVE-2: the running cost counts started minutes', () => {
  test('of all parties of a conference, where each of them counts', () => {
    const costOf = (basis: 'CONVERSATION' | 'EACH_PARTY'): bigint => {
      const dialling = a.placingConference({}, a.tariff(basis)).accepted(a.aSession, a.noon);
      return runningCost(dialling.progressed('IN_PROGRESS', a.noon, a.noon), account, a.after(61))!.cost.fen;
    };
    expect([costOf('CONVERSATION'), costOf('EACH_PARTY')]).toEqual([24n, 96n]);
  });

  test.each([
    [0, 1n, 60],
    [59.999, 1n, 60],
    [60, 2n, 120],
    [61, 2n, 120],
    [119.999, 2n, 120],
    [239.999, 4n, 240],
    [240, 5n, null],
    [300, 5n, null],
    [5000, 5n, null],
  ])('after %s s: %s minutes, the next at %s s', (seconds, minutes, next) => {
    const { nextMinuteAt, ...cost } = talking(seconds);
    expect(cost).toMatchObject({ minutes, cost: { fen: minutes * 12n } });
    expect(nextMinuteAt).toEqual(next === null ? null : a.after(next));
  });

  test('never exceeds what was granted, also in no whole minutes', () => {
    expect(talking(5000, 90)).toMatchObject({ minutes: 2n, nextMinuteAt: null });
    expect(talking(59, 60)).toMatchObject({ minutes: 1n, nextMinuteAt: null });
  });

  test('begins with one minute where the clocks differ', () => {
    expect(talking(-3).minutes).toBe(1n);
  });

  test('tells what is reserved, available and left', () => {
    expect(talking(0)).toMatchObject({ reserved: { fen: 60n }, available: { fen: 40n }, minutesLeft: 3n });
  });

  test.each([
    ['while it rings', a.openCall({ status: 'CALLEE_RINGING' })],
    ['while it rings, whatever a query told', a.openCall({ status: 'CALLEE_RINGING', answeredAt: a.noon })],
    ['while nobody knows since when', a.openCall({ status: 'IN_PROGRESS' })],
    ['after the end', a.openCall().settled(a.report(), account.balance, a.noon, a.noon)],
  ])('is not known %s', (_name, call) => {
    expect(runningCost(call, account, a.noon)).toBeNull();
  });
});
