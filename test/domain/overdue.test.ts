import { describe, expect, test } from 'vitest';
import { Money } from '../../src/domain/money.ts';
import { askAgainLater, voidAtHorizon } from '../../src/domain/overdue.ts';
import * as a from '../support/a.ts';

const HORIZON = 72 * 3600;
const account = a.account({ reserved: 60 });

describe('CALL-5: a call that never got a session', () => {
  const call = a.unconfirmedCall();

  test('is voided at its horizon, with an alarm', () => {
    const at = call.dueAt!;
    const { account: after, call: ended, alarms, resolution } = voidAtHorizon(account, call, at)!;
    expect(after?.reserved).toEqual(Money.zero);
    expect(ended).toMatchObject({ status: 'FAILED', state: { money: 'VOIDED' }, dueAt: null });
    expect(alarms).toEqual([{ kind: 'HORIZON_VOID', subject: call.id, openedAt: at }]);
    expect(resolution?.kind).toBe('VOID');
  });

  test('and not before, nor once it has a session, or has ended', () => {
    expect(voidAtHorizon(account, call, a.after(-0.001, call.dueAt!))).toBeNull();
    expect(voidAtHorizon(account, a.openCall(), a.after(2 * HORIZON))).toBeNull();
    expect(voidAtHorizon(account, call.voided(a.after(400)), a.after(2 * HORIZON))).toBeNull();
  });
});

describe('CALL-7: a call whose end the provider did not tell', () => {
  const call = a.openCall();
  const { deadline } = call.order;
  const after = (seconds: number) => askAgainLater(call, a.after(seconds, deadline), a.times);

  test.each([
    [0, 30],
    [30, 30],
    [31, 31],
    [3600, 3600],
    [3601, 3600],
    [HORIZON, 3600],
  ])('%i s after its deadline is asked about again in %i s, and stays as it is', (overdue, pause) => {
    const { call: next, alarms, ...rest } = after(overdue)!;
    expect(next?.dueAt).toEqual(a.after(overdue + pause, deadline));
    expect(next).toMatchObject({ state: call.state, version: call.version });
    expect([alarms, rest]).toEqual([[], {}]);
  });

  test('past the horizon calls a person, and is asked about all the same', () => {
    const { call: next, alarms } = after(HORIZON + 0.001)!;
    const openedAt = a.after(HORIZON + 0.001, deadline);
    expect(alarms).toEqual([{ kind: 'CALL_OVERDUE', subject: call.id, openedAt }]);
    expect(next?.dueAt).toEqual(a.after(3600, openedAt));
  });

  test('is left alone once it has ended', () => {
    expect(askAgainLater(call.voided(a.after(400)), a.after(HORIZON), a.times)).toBeNull();
  });
});
