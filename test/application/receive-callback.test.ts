import { describe, expect, test } from 'vitest';
import type { ProviderSession } from '../../src/domain/ids.ts';
import * as a from '../support/a.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

const session = 'session-1' as ProviderSession;

async function dialing(
  fen = 1000_00,
): Promise<{ world: Scenario; one: Customer; id: Parameters<Scenario['call']>[1] }> {
  const world = scenario();
  const one = await world.customer({ fen });
  const { id } = await world.start(one);
  world.clock.advance(120);
  return { world, one, id };
}

async function unconfirmed(world: Scenario, one: Customer) {
  world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
  return world.start(one);
}

describe('CALL-6: a callback settles its call', () => {
  test('and is stored with it', async () => {
    const { world, one, id } = await dialing(100);
    expect(await world.deliver(one.app, a.report({ session }))).toBe('MATCHED');
    expect(world.call(one.id, id).state).toMatchObject({ status: 'COMPLETED', money: 'SETTLED', charge: { fen: 24n } });
    expect(world.account(one.id)).toMatchObject({ balance: { fen: 76n }, reserved: { fen: 0n } });
    expect([...world.records(one.id).callbacks.values()]).toMatchObject([{ state: 'MATCHED', call: id }]);
  });

  test('an overrun takes what is available, the rest goes to suspense (I6)', async () => {
    const { world, one } = await dialing(100);
    await world.deliver(one.app, a.report({ session, talkSeconds: 3600 }));
    expect(world.account(one.id).balance.isZero).toBe(true);
    expect(world.records(one.id).transfers.at(-1)).toMatchObject({ debit: 'SUSPENSE', amount: { fen: 620n } });
    expect(world.openAlarms(one.id)).toEqual(['SHORTFALL']);
  });

  test('CB-1: 100 parallel deliveries of the same bytes settle once', async () => {
    const { world, one } = await dialing(100);
    const report = a.report({ session });
    const states = await Promise.all(Array.from({ length: 100 }, () => world.deliver(one.app, report)));
    expect(states.filter((state) => state === 'MATCHED')).toHaveLength(1);
    expect(states.filter((state) => state === 'DUPLICATE')).toHaveLength(99);
    expect(world.records(one.id).callbacks.size).toBe(1);
    expect(world.account(one.id).balance.fen).toBe(76n);
  });

  test.each([
    ['that settled', { talkSeconds: 61 }],
    ['that differed', { talkSeconds: 300 }],
    ['that fits no call', { session: 'other' as ProviderSession }],
  ])('CB-9: the same bytes again, of one %s, change nothing at all', async (_name, given) => {
    const { world, one } = await dialing();
    await world.deliver(one.app, a.report({ session }));
    await world.deliver(one.app, a.report({ session, ...given }));
    const before = world.records(one.id);
    world.clock.advance(30 * 86_400);
    expect(await world.deliver(one.app, a.report({ session, ...given }))).toBe('DUPLICATE');
    expect(world.records(one.id)).toEqual(before);
  });

  test('CB-4: other bytes that say the same are a duplicate without an effect', async () => {
    const { world, one, id } = await dialing();
    await world.deliver(one.app, a.report({ session }));
    const { account } = world.records(one.id);
    expect(await world.deliver(one.app, a.report({ session, createdAt: null }))).toBe('DUPLICATE');
    expect(world.records(one.id)).toMatchObject({ account, discrepancies: [] });
    expect([...world.records(one.id).callbacks.values()].map(({ state, call }) => [state, call])).toEqual([
      ['MATCHED', id],
      ['DUPLICATE', id],
    ]);
  });

  test('CB-4: one that differs opens a discrepancy and moves no money', async () => {
    const { world, one, id } = await dialing();
    await world.deliver(one.app, a.report({ session }));
    const { account } = world.records(one.id);
    expect(await world.deliver(one.app, a.report({ session, talkSeconds: 300 }))).toBe('MATCHED');
    expect(world.account(one.id)).toEqual(account);
    expect(world.records(one.id).discrepancies).toMatchObject([{ call: id, settledSeconds: 61, reportedSeconds: 300 }]);
    expect(world.openAlarms(one.id)).toEqual(['DISCREPANCY']);
  });
});

describe('CALLBACK-1: what fits no call is parked with an alarm', () => {
  test('an unknown session', async () => {
    const { world, one, id } = await dialing();
    expect(await world.deliver(one.app, a.report({ session: 'other' as ProviderSession }))).toBe('PARKED');
    expect(world.call(one.id, id).status).toBe('DIALING');
    expect([...world.records(one.id).callbacks.values()]).toMatchObject([{ state: 'PARKED', reason: 'NO_CALL' }]);
    expect(world.openAlarms(one.id)).toEqual(['CALLBACK_PARKED']);
    expect(world.outside.logs).toMatchObject([{ level: 'warn', message: 'An alarm was opened.' }]);
  });

  test("CB-10: another account's session", async () => {
    const { world, one, id } = await dialing();
    const other = await world.customer();
    expect(await world.deliver(other.app, a.report({ session }))).toBe('PARKED');
    expect(world.call(one.id, id).status).toBe('DIALING');
    expect(world.records(one.id).callbacks.size).toBe(0);
  });

  test("CB-10: another app's session of the same account", async () => {
    const { world, one, id } = await dialing();
    const { app } = await world.application.createApp(one.principal, { name: '第二个', credentials: null });
    expect(await world.deliver(app, a.report({ session }))).toBe('PARKED');
    expect(world.call(one.id, id).status).toBe('DIALING');
  });

  test('CB-11: what is not understood', async () => {
    const { world, one } = await dialing();
    expect(await world.deliver(one.app, null, '{"eventType":"99"}')).toBe('PARKED');
    expect([...world.records(one.id).callbacks.values()]).toMatchObject([{ reason: 'NOT_UNDERSTOOD' }]);
    expect(await world.deliver(one.app, null, '{"eventType":"99"}')).toBe('DUPLICATE');
    expect(world.openAlarms(one.id)).toEqual(['CALLBACK_PARKED']);
  });

  test.each([-1, 86_401, 1e308, NaN, 0.5])('CB-11: a duration of %s s', async (talkSeconds) => {
    const { world, one, id } = await dialing();
    expect(await world.deliver(one.app, a.report({ session, talkSeconds }))).toBe('PARKED');
    expect([...world.records(one.id).callbacks.values()]).toMatchObject([{ reason: 'IMPLAUSIBLE' }]);
    expect(world.call(one.id, id).status).toBe('DIALING');
    expect(world.account(one.id)).toMatchObject({ balance: { fen: 1000_00n }, reserved: { fen: 60n } });
  });
});

describe('CALL-5: a callback finds an UNCONFIRMED call', () => {
  test('by its numbers and time', async () => {
    const world = scenario();
    const one = await world.customer();
    const { id } = await unconfirmed(world, one);
    expect(await world.deliver(one.app, a.report({ createdAt: world.clock.service() }))).toBe('MATCHED');
    expect(world.call(one.id, id)).toMatchObject({ status: 'COMPLETED', session });
  });

  test('the nearer of two', async () => {
    const world = scenario();
    const one = await world.customer();
    const first = await unconfirmed(world, one);
    world.clock.advance(390);
    const second = await unconfirmed(world, one);
    await world.deliver(one.app, a.report({ createdAt: a.after(380, first.order.placedAt) }));
    expect(world.call(one.id, first.id).status).toBe('UNCONFIRMED');
    expect(world.call(one.id, second.id).status).toBe('COMPLETED');
  });

  test('a tie is parked, and both keep their money', async () => {
    const world = scenario();
    const one = await world.customer();
    const first = await unconfirmed(world, one);
    world.clock.advance(390);
    await unconfirmed(world, one);
    expect(await world.deliver(one.app, a.report({ createdAt: a.after(195, first.order.placedAt) }))).toBe('PARKED');
    expect([...world.records(one.id).callbacks.values()]).toMatchObject([{ reason: 'TIE' }]);
    expect(world.account(one.id).reserved.fen).toBe(120n);
  });

  test('that is being placed, rather than an older one: it takes it with its answer', async () => {
    const world = scenario();
    const one = await world.customer();
    const older = await unconfirmed(world, one);
    world.clock.advance(390);
    world.outside.dial = async () => {
      expect(await world.deliver(one.app, a.report({ createdAt: world.clock.service() }))).toBe('PARKED');
      return { kind: 'STARTED', session };
    };
    expect((await world.start(one)).status).toBe('COMPLETED');
    expect(world.call(one.id, older.id).status).toBe('UNCONFIRMED');
  });

  test('not in the other direction, and not out of its time', async () => {
    const world = scenario();
    const one = await world.customer();
    await unconfirmed(world, one);
    const createdAt = world.clock.service();
    const turned = a.report({ caller: a.callee.digits, callee: a.caller.digits, createdAt });
    expect(await world.deliver(one.app, turned)).toBe('PARKED');
    expect(await world.deliver(one.app, a.report({ createdAt: a.after(-301, createdAt) }))).toBe('PARKED');
  });
});

describe('CB-5: a callback after a void is charged late', () => {
  async function voided(fen: number) {
    const world = scenario();
    const one = await world.customer({ fen });
    const { id, order } = await unconfirmed(world, one);
    world.clock.advance(72 * 3600);
    await world.application.resolveOverdueCalls();
    expect(world.call(one.id, id)).toMatchObject({ status: 'FAILED', state: { money: 'VOIDED' } });
    return { world, one, id, report: a.report({ createdAt: order.placedAt }) };
  }

  test('from what is available; the status stays', async () => {
    const { world, one, id, report } = await voided(100);
    expect(await world.deliver(one.app, report)).toBe('MATCHED');
    expect(world.account(one.id)).toMatchObject({ balance: { fen: 76n }, reserved: { fen: 0n } });
    expect(world.call(one.id, id)).toMatchObject({ status: 'FAILED', session });
    expect(world.openAlarms(one.id)).toEqual(['LATE_CHARGE']);
  });

  test('with nothing left, to suspense', async () => {
    const { world, one, report } = await voided(60);
    await world.spend(one.id, 60);
    expect(await world.deliver(one.app, report)).toBe('MATCHED');
    expect(world.account(one.id).balance.isZero).toBe(true);
    expect(world.records(one.id).transfers.at(-1)).toMatchObject({
      kind: 'SHORTFALL',
      debit: 'SUSPENSE',
      amount: { fen: 24n },
    });
    expect(world.openAlarms(one.id)).toEqual(['LATE_CHARGE', 'SHORTFALL']);
  });

  test('once', async () => {
    const { world, one, report } = await voided(100);
    await world.deliver(one.app, report);
    expect(await world.deliver(one.app, { ...report, legs: [] })).toBe('DUPLICATE');
    expect(await world.deliver(one.app, { ...report, talkSeconds: 600 })).toBe('MATCHED');
    expect(world.account(one.id).balance.fen).toBe(76n);
    expect(world.openAlarms(one.id)).toContain('DISCREPANCY');
  });
});
