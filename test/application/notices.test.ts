import { describe, expect, test } from 'vitest';
import { Money } from '../../src/domain/money.ts';
import type { Notice } from '../../src/domain/notice.ts';
import { noCallLimits } from '../support/limits.ts';
import { operatorOf } from '../support/operators.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { refused, scenario } from '../support/scenario.ts';

const callee = (n: number): { callee: string } => ({ callee: `1380000${String(1000 + n)}` });

function noticesOf(world: Scenario, { id }: Customer): readonly Notice[] {
  return [...world.records(id).notices.values()];
}

describe('NOTICE-2: few minutes are told by the decision that leaves them', () => {
  test('a start whose reservation leaves fewer than 100, once', async () => {
    const world = scenario();
    const one = await world.customer({ fen: 1210 });
    await world.start(one, callee(1));
    await world.start(one, callee(2));
    const facts = { kind: 'LOW_BALANCE', available: Money.fen(1150), minutes: 95, threshold: 100 };
    expect(noticesOf(world, one).map((notice) => notice.facts)).toEqual([facts]);
  });

  test('again once a top-up has lifted it', async () => {
    const world = scenario();
    const one = await world.customer({ fen: 1210 });
    await world.start(one, callee(1));
    await world.application.topUp(one.principal, { amount: Money.fen(1000_00), idempotencyKey: 'more' });
    const { principal: operator } = await operatorOf(world.application, world.ports);
    await world.application.postAdjustment(operator, {
      account: one.id,
      kind: 'DEBIT',
      amount: Money.fen(1000_00),
      reference: 'contract 17',
      reason: 'paid back',
      idempotencyKey: 'back',
    });
    expect(noticesOf(world, one).map(({ facts }) => facts.kind)).toEqual(['LOW_BALANCE', 'LOW_BALANCE']);
  });
});

describe('NOTICE-1: a suspension is told with its reason', () => {
  test('of the account, and of one app; what a rule refuses is not', async () => {
    const world = scenario();
    const one = await world.customer();
    const { principal: operator } = await operatorOf(world.application, world.ports);
    const command = (idempotencyKey: string) => ({ account: one.id, reason: 'unpaid', idempotencyKey });
    await world.application.suspendService(operator, { ...command('app'), app: one.app.id });
    await refused(world.application.suspendService(operator, { ...command('twice'), app: one.app.id }));
    await world.application.resumeService(operator, { ...command('resume'), app: one.app.id });
    await world.application.suspendAccount(operator, command('account'));
    await world.application.suspendAccount(operator, command('account'));
    const since = world.clock.service();
    expect(noticesOf(world, one).map(({ facts }) => facts)).toEqual([
      { kind: 'SERVICE_SUSPENDED', appName: '客服', reason: 'unpaid', since },
      { kind: 'SERVICE_SUSPENDED', appName: null, reason: 'unpaid', since },
    ]);
  });
});

describe('NOTICE-1: a limit that refuses a start is told once a day of Shanghai', () => {
  test('calls at once, on the day and on the next', async () => {
    const world = scenario({ callLimits: { ...noCallLimits, callsAtOncePerAccount: 1 } });
    const one = await world.customer();
    await world.start(one, callee(1));
    await refused(world.start(one, callee(2)));
    await refused(world.start(one, callee(3)));
    const at = world.clock.service();
    world.clock.advance(14 * 3600);
    await world.start(one, callee(4));
    await refused(world.start(one, callee(5)));
    const [first, second] = noticesOf(world, one);
    const facts = { kind: 'LIMIT_HIT', limit: 'CALLS_AT_ONCE_ACCOUNT', value: 1, appName: '客服', at };
    expect(first).toEqual({ key: 'LIMIT_HIT CALLS_AT_ONCE_ACCOUNT 2026-03-02', facts, at });
    expect(second?.key).toBe('LIMIT_HIT CALLS_AT_ONCE_ACCOUNT 2026-03-03');
  });

  test('spending in a day; but no telephone that was rung too often', async () => {
    const world = scenario({ callLimits: { ...noCallLimits, spendPerDay: Money.fen(13), ringsPerCalleePerHour: 1 } });
    const one = await world.customer();
    await refused(world.start(one, callee(1)));
    const other = scenario({ callLimits: { ...noCallLimits, ringsPerCalleePerHour: 1 } });
    const two = await other.customer();
    await other.start(two, { ...callee(1), maxDurationSeconds: 1 });
    other.clock.advance(3600);
    await other.start(two, callee(2));
    await refused(other.start(two, { ...callee(2), caller: '13800009999' }));
    expect(noticesOf(world, one).map(({ facts }) => facts)).toMatchObject([
      { kind: 'LIMIT_HIT', limit: 'SPEND_PER_DAY', value: Money.fen(13) },
    ]);
    expect(noticesOf(other, two)).toEqual([]);
  });
});

describe('NOTICE-2: an account says how it is told', () => {
  test('in which language, and of how few minutes; its owner and finance people may, and no closed one', async () => {
    const world = scenario();
    const one = await world.customer({ fen: 6000 });
    const { setNoticeSettings } = world.application;
    const settings = { language: 'EN', lowBalanceMinutes: 490 } as const;
    const finance = { ...one.principal, role: 'FINANCE' } as const;
    expect((await setNoticeSettings(finance, settings)).notices).toEqual(settings);
    await world.start(one, { ...callee(1), maxDurationSeconds: 900 });
    expect(noticesOf(world, one).map(({ facts }) => facts)).toMatchObject([{ minutes: 485, threshold: 490 }]);
    await world.application.sendNotices();
    expect(world.outside.mails.map(({ subject }) => subject)).toEqual(['Low balance: 485 minutes left']);
    const agent = { ...one.principal, role: 'AGENT' } as const;
    expect(await refused(setNoticeSettings(agent, settings))).toMatchObject({ code: 'NOT_ALLOWED' });
    const { principal: operator } = await operatorOf(world.application, world.ports);
    await world.application.closeAccount(operator, { account: one.id, reason: 'moved', idempotencyKey: 'k' });
    expect(await refused(setNoticeSettings(finance, settings))).toMatchObject({ code: 'ACCOUNT_CLOSED' });
  });
});
