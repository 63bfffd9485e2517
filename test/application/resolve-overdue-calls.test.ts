import { describe, expect, test } from 'vitest';
import type { CallNews } from '../../src/application/ports/telephony-gateway.ts';
import type { ProviderSession } from '../../src/domain/ids.ts';
import * as a from '../support/a.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';

const session = 'session-1' as ProviderSession;
const ended: CallNews = { kind: 'ENDED', report: a.report({ source: 'QUERY', session }) };

async function dialing(): Promise<{ world: Scenario; one: Customer; call: Awaited<ReturnType<Scenario['start']>> }> {
  const world = scenario();
  const one = await world.customer({ fen: 100 });
  return { world, one, call: await world.start(one) };
}

async function unconfirmed() {
  const world = scenario();
  const one = await world.customer({ fen: 100 });
  world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
  return { world, one, call: await world.start(one) };
}

describe('CALL-7: at its deadline the provider is asked', () => {
  test('not before, and its answer settles', async () => {
    const { world, one, call } = await dialing();
    world.outside.query = () => ended;
    world.clock.advance(389.999);
    expect(await world.application.resolveOverdueCalls()).toBe(0);
    world.clock.advance(0.001);
    expect(await world.application.resolveOverdueCalls()).toBe(1);
    expect(world.outside.queried).toEqual([session]);
    expect(world.call(one.id, call.id).state).toMatchObject({ status: 'COMPLETED', charge: { fen: 24n } });
    expect(world.account(one.id)).toMatchObject({ balance: { fen: 76n }, reserved: { fen: 0n } });
  });

  test.each<[string, CallNews]>([
    ['alive', { kind: 'ALIVE', status: 'IN_PROGRESS', answeredAt: a.noon }],
    ['alive, and nothing more', { kind: 'ALIVE', status: null, answeredAt: null }],
    ['nothing', { kind: 'UNKNOWN', why: 'no such session' }],
    ['nonsense', { kind: 'ENDED', report: a.report({ session, talkSeconds: -1 }) }],
  ])('time alone releases nothing: told %s, it keeps the money and asks again', async (_name, news) => {
    const { world, one, call } = await dialing();
    world.outside.query = () => news;
    world.clock.advance(390);
    await world.application.resolveOverdueCalls();
    expect(world.account(one.id).reserved.fen).toBe(60n);
    expect(world.call(one.id, call.id).dueAt).toEqual(a.after(30, world.clock.service()));
    world.clock.advance(30);
    world.outside.query = () => ended;
    await world.application.resolveOverdueCalls();
    expect(world.call(one.id, call.id).status).toBe('COMPLETED');
  });

  test('ever more seldom, at most once an hour, and at last a person is called (I11)', async () => {
    const { world, one, call } = await dialing();
    const asked: number[] = [];
    world.outside.query = () => {
      asked.push((world.clock.service().getTime() - call.order.deadline.getTime()) / 1000);
      return { kind: 'UNKNOWN', why: 'silent' };
    };
    world.clock.advance(390);
    const lastly = a.after(73 * 3600, call.order.deadline);
    while (world.clock.service() < lastly) {
      await world.application.resolveOverdueCalls();
      if (asked.at(-1)! <= 72 * 3600) expect(world.openAlarms(one.id)).toEqual([]);
      const dueAt = world.call(one.id, call.id).dueAt!;
      world.clock.advance((dueAt.getTime() - world.clock.service().getTime()) / 1000);
    }
    const pauses = asked.slice(1).map((at, index) => at - asked[index]!);
    expect(pauses.slice(0, 9)).toEqual([30, 30, 60, 120, 240, 480, 960, 1920, 3600]);
    expect(Math.max(...pauses)).toBe(3600);
    expect(world.openAlarms(one.id)).toEqual(['CALL_OVERDUE']);
    expect(world.account(one.id).reserved.fen).toBe(60n);
    world.outside.query = () => ended;
    await world.application.resolveOverdueCalls();
    expect([world.call(one.id, call.id).status, world.openAlarms(one.id)]).toEqual(['COMPLETED', []]);
  });

  test('a person is called once, however often the provider tells nothing', async () => {
    const { world, one } = await dialing();
    world.outside.query = () => ({ kind: 'UNKNOWN', why: 'silent' });
    for (let hours = 0; hours < 80; hours++) {
      world.clock.advance(3600);
      await world.application.resolveOverdueCalls();
    }
    expect(world.openAlarms(one.id)).toEqual(['CALL_OVERDUE']);
    expect(world.outside.logs.filter(({ message }) => message === 'An alarm was opened.')).toHaveLength(1);
  });

  test('a query and a callback that cross settle once', async () => {
    const { world, one } = await dialing();
    world.outside.query = async () => {
      await world.deliver(one.app, a.report({ session }));
      return ended;
    };
    world.clock.advance(390);
    await world.application.resolveOverdueCalls();
    expect(world.account(one.id).balance.fen).toBe(76n);
    expect(world.openAlarms(one.id)).toEqual([]);
  });

  test('one that cannot be resolved does not stop the others', async () => {
    const { world, one } = await dialing();
    const other = await world.start(one, { callee: '13800000002', maxDurationSeconds: 60 });
    world.outside.query = (asked) =>
      asked === session ? Promise.reject(new Error('bug')) : { ...ended, report: a.report({ session: asked }) };
    world.clock.advance(390);
    expect(await world.application.resolveOverdueCalls()).toBe(2);
    expect(world.call(one.id, other.id).status).toBe('COMPLETED');
    expect(world.outside.logs).toMatchObject([{ level: 'error' }]);
  });

  test('two runs at once ask once', async () => {
    const { world } = await dialing();
    world.outside.query = () => ended;
    world.clock.advance(390);
    const [first, second] = await Promise.all([1, 2].map(() => world.application.resolveOverdueCalls()));
    expect([first, second].sort()).toEqual([0, 1]);
    expect(world.outside.queried).toHaveLength(1);
  });
});

describe('CALL-5: an UNCONFIRMED call waits for its horizon', () => {
  test('and is then voided with an alarm', async () => {
    const { world, one, call } = await unconfirmed();
    world.clock.advance(72 * 3600 - 0.001);
    expect(await world.application.resolveOverdueCalls()).toBe(0);
    expect(world.account(one.id).reserved.fen).toBe(60n);
    world.clock.advance(0.001);
    await world.application.resolveOverdueCalls();
    expect(world.call(one.id, call.id)).toMatchObject({ status: 'FAILED', state: { money: 'VOIDED' }, dueAt: null });
    expect(world.account(one.id)).toMatchObject({ balance: { fen: 100n }, reserved: { fen: 0n } });
    expect(world.openAlarms(one.id)).toEqual(['HORIZON_VOID']);
    expect(world.outside.queried).toEqual([]);
  });

  test('a callback just before ends it', async () => {
    const { world, one, call } = await unconfirmed();
    world.clock.advance(72 * 3600);
    await world.deliver(one.app, a.report({ createdAt: call.order.placedAt }));
    expect(await world.application.resolveOverdueCalls()).toBe(0);
    expect(world.openAlarms(one.id)).toEqual([]);
  });
});

describe('CRASH-2: a call whose dialler died', () => {
  async function abandoned() {
    const world = scenario();
    const one = await world.customer({ fen: 100 });
    world.outside.dial = () => Promise.reject(new Error('the process died'));
    await expect(world.start(one)).rejects.toThrow('died');
    const [call] = [...world.records(one.id).calls.values()];
    return { world, one, call: call! };
  }

  test('is UNCONFIRMED once the dialler cannot be alive, by wall time', async () => {
    const { world, one, call } = await abandoned();
    world.clock.advanceService(3600);
    world.clock.advanceWall(15);
    expect(await world.application.resolveOverdueCalls()).toBe(0);
    world.clock.advanceWall(0.001);
    expect(await world.application.resolveOverdueCalls()).toBe(1);
    expect(world.call(one.id, call.id)).toMatchObject({ status: 'UNCONFIRMED' });
    expect(world.account(one.id).reserved.fen).toBe(60n);
    expect(world.outside.dialled).toHaveLength(1);
  });

  test('is settled by the callback that came meanwhile', async () => {
    const { world, one, call } = await abandoned();
    await world.deliver(one.app, a.report({ createdAt: call.order.placedAt }));
    world.clock.advance(16);
    await world.application.resolveOverdueCalls();
    expect(world.call(one.id, call.id).status).toBe('COMPLETED');
    expect(world.openAlarms(one.id)).toEqual([]);
  });

  test.each([
    ['STARTED', 'DIALING', 60n],
    ['REJECTED', 'REFUSED', 0n],
    ['AMBIGUOUS', 'UNCONFIRMED', 60n],
  ] as const)('and was only slow: %s is still welcome', async (kind, status, reserved) => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = async () => {
      world.clock.advance(16);
      await world.application.resolveOverdueCalls();
      if (kind === 'STARTED') return { kind, session };
      return kind === 'REJECTED'
        ? { kind, refusal: { providerCode: 500, retryAfterSeconds: null } }
        : { kind, why: 'slow' };
    };
    expect((await world.start(one)).status).toBe(status);
    expect(world.account(one.id).reserved.fen).toBe(reserved);
  });

  test('a slow answer to a call that has ended meanwhile changes nothing', async () => {
    const world = scenario();
    const one = await world.customer({ fen: 100 });
    world.outside.dial = async () => {
      const createdAt = world.clock.service();
      world.clock.advance(16);
      await world.application.resolveOverdueCalls();
      await world.deliver(one.app, a.report({ session, createdAt }));
      return { kind: 'REJECTED', refusal: { providerCode: 500, retryAfterSeconds: null } };
    };
    expect((await world.start(one)).status).toBe('COMPLETED');
    expect(world.account(one.id).balance.fen).toBe(76n);
  });
});
