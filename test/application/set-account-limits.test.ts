import { describe, expect, test } from 'vitest';
import type { AccountLimitsCommand } from '../../src/application/set-account-limits.ts';
import type { CallLimits } from '../../src/domain/limits.ts';
import { Money } from '../../src/domain/money.ts';
import type { AccountLimits } from '../../src/domain/own-limits.ts';
import { asConfigured } from '../../src/domain/own-limits.ts';
import type { Principal } from '../../src/domain/principal.ts';
import * as a from '../support/a.ts';
import { noCallLimits } from '../support/limits.ts';
import { operatorOf } from '../support/operators.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { refused, scenario } from '../support/scenario.ts';

interface Desk {
  readonly world: Scenario;
  readonly one: Customer;
  readonly operator: Principal;
  readonly command: (limits?: Partial<AccountLimits>, given?: Partial<AccountLimitsCommand>) => AccountLimitsCommand;
  readonly set: (limits: Partial<AccountLimits>) => Promise<unknown>;
}

async function desk(configured: Partial<CallLimits> = {}): Promise<Desk> {
  const world = scenario({ callLimits: { ...noCallLimits, ...configured } });
  const one = await world.customer();
  const { principal: operator } = await operatorOf(world.application, world.ports);
  const command: Desk['command'] = (limits = {}, given = {}) => {
    const about = { account: one.id, reason: 'contract 17', idempotencyKey: world.random.token() };
    return { ...about, limits: { ...asConfigured, ...limits }, ...given };
  };
  const set: Desk['set'] = (limits) => world.application.setAccountLimits(operator, command(limits));
  return { world, one, operator, command, set };
}

const callee = (n: number): { callee: string } => ({ callee: `1380000${String(1000 + n)}` });

describe('CALL-10: an operator sets limits of one account', () => {
  test('calls at once, above or below what is configured, or none at all; others keep what is configured', async () => {
    const { world, one, set } = await desk({ callsAtOncePerAccount: 2 });
    await set({ callsAtOnce: 1 });
    const first = await world.start(one, callee(1));
    const { deadline: freeAt } = first.order;
    const limit = { code: 'LIMIT_REACHED', limit: 'CALLS_AT_ONCE_ACCOUNT' };
    expect(await refused(world.start(one, callee(2)))).toEqual({ ...limit, value: 1, freeAt });
    await set({ callsAtOnce: 3 });
    await world.start(one, callee(2));
    await world.start(one, callee(3));
    expect(await refused(world.start(one, callee(4)))).toEqual({ ...limit, value: 3, freeAt });
    await set({ callsAtOnce: 'NONE' });
    await world.start(one, callee(4));
    await set({});
    expect(await refused(world.start(one, callee(5)))).toMatchObject({ ...limit, value: 2 });
    const other = await world.customer();
    await world.start(other, callee(6));
    await world.start(other, callee(7));
    expect(await refused(world.start(other, callee(8)))).toMatchObject({ ...limit, value: 2 });
  });

  test('spending in a day, with what open calls may still cost', async () => {
    // The customer paid 12 fen today for opening the service, and each call sets 60 aside.
    const { world, one, set } = await desk({ spendPerDay: Money.fen(71) });
    const limit = { code: 'LIMIT_REACHED', limit: 'SPEND_PER_DAY' };
    expect(await refused(world.start(one, callee(1)))).toMatchObject({ ...limit, value: Money.fen(71) });
    await set({ spendPerDay: Money.fen(132) });
    await world.start(one, callee(1));
    await world.start(one, callee(2));
    expect(await refused(world.start(one, callee(3)))).toMatchObject({ ...limit, value: Money.fen(132) });
    await set({ spendPerDay: 'NONE' });
    await world.start(one, callee(3));
  });

  test('the cool-down of a number', async () => {
    const { world, one, set } = await desk({ coolDownSeconds: 60 });
    const answered = await world.start(one);
    const endedAt = world.clock.service();
    const legs = [a.leg('NORMAL', endedAt)];
    await world.deliver(one.app, a.report({ session: answered.session!, talkSeconds: 30, legs }));
    await set({ coolDownSeconds: 600 });
    world.clock.advance(60);
    const limit = { code: 'LIMIT_REACHED', limit: 'COOL_DOWN', value: 600, freeAt: a.after(600, endedAt) };
    expect(await refused(world.start(one))).toEqual(limit);
    await set({ coolDownSeconds: 0 });
    await expect(world.start(one)).resolves.toBeDefined();
  });
});

describe('CALL-10: limits of an account are set once, for a reason', () => {
  test('the trail has what was set and what was there before; a repeat changes nothing', async () => {
    const { world, one, operator, command } = await desk();
    await world.application.setAccountLimits(operator, command({ callsAtOnce: 5, spendPerDay: 'NONE' }));
    const second = command({ spendPerDay: Money.fen(100_00), coolDownSeconds: 60 });
    expect(await world.application.setAccountLimits(operator, second)).toMatchObject({ replayed: false });
    const { version } = world.account(one.id);
    expect(await world.application.setAccountLimits(operator, second)).toMatchObject({ replayed: true });
    expect(world.account(one.id).version).toBe(version);
    const { actions } = world.records(one.id);
    expect(actions).toHaveLength(2);
    const about = { action: 'SET_ACCOUNT_LIMITS', subject: one.id, operator: operator.id, reason: 'contract 17' };
    expect(actions.at(-1)).toMatchObject(about);
    expect(actions.at(-1)?.details).toEqual({
      callsAtOnce: null,
      spendPerDay: '100.00',
      coolDownSeconds: 60,
      beforeCallsAtOnce: 5,
      beforeSpendPerDay: 'NONE',
      beforeCoolDownSeconds: null,
    });
    const other = { ...second, limits: { ...second.limits, coolDownSeconds: 61 } };
    const again = world.application.setAccountLimits(operator, other);
    expect(await refused(again)).toEqual({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  test('not by a member, not without a reason, not on a closed account, and not out of bounds', async () => {
    const { world, one, operator, command } = await desk();
    const set = (given: AccountLimitsCommand, who: Principal = operator) =>
      refused(world.application.setAccountLimits(who, given));
    expect(await set(command(), one.principal)).toMatchObject({ code: 'NOT_ALLOWED', operation: 'setAccountLimits' });
    expect(await set(command({}, { reason: ' ' }))).toMatchObject({ code: 'INVALID_TEXT', field: 'reason' });
    const none = command({ callsAtOnce: 0 });
    expect(await set(none)).toMatchObject({ code: 'LIMIT_OUT_OF_RANGE', limit: 'CALLS_AT_ONCE_ACCOUNT' });
    expect(await set(none)).toMatchObject({ code: 'LIMIT_OUT_OF_RANGE' });
    expect(world.account(one.id).limits).toEqual(asConfigured);
    await world.application.closeAccount(operator, command());
    expect(await set(command())).toMatchObject({ code: 'ACCOUNT_CLOSED' });
    expect(world.records(one.id).actions.map(({ action, details }) => details['refused'] ?? action)).toEqual([
      'LIMIT_OUT_OF_RANGE',
      'CLOSE_ACCOUNT',
      'ACCOUNT_CLOSED',
    ]);
  });
});
