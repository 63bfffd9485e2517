import { describe, expect, test } from 'vitest';
import { ServiceBusy } from '../../src/application/ports/service-busy.ts';
import type { CallNews } from '../../src/application/ports/telephony-gateway.ts';
import * as a from '../support/a.ts';
import { figure } from '../support/figures.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { scenario, settings } from '../support/scenario.ts';
import { noCallLimits } from '../support/limits.ts';
import { soon } from '../support/soon.ts';

const session = a.aSession;
const report = a.report({ session });
const ended = (given: Partial<a.PairReport> = {}): CallNews => ({
  kind: 'ENDED',
  report: a.report({ session, source: 'QUERY', ...given }),
});

async function dialing(
  providerRate = settings.providerRate,
): Promise<{ world: Scenario; one: Customer; id: Parameters<Scenario['call']>[1] }> {
  const world = scenario({ providerRate });
  const one = await world.customer();
  const { id } = await world.start(one);
  return { world, one, id };
}

/** Delivers a callback that was signed that many seconds ago; a negative number is in the future. */
function deliverSigned({ world, one }: { world: Scenario; one: Customer }, secondsAgo: number, told = report) {
  const signedAt = a.after(-secondsAgo, world.clock.wall());
  return world.deliver(one.app, told, JSON.stringify(told), signedAt);
}

function stored({ world, one }: { world: Scenario; one: Customer }): object[] {
  return [...world.records(one.id).callbacks.values()].map(({ state, reason, call }) => ({ state, reason, call }));
}

describe('CB-9: a stale callback that was never seen', () => {
  test.each([300, -300, 0])('is fresh when it was signed %s s ago: nobody is asked', async (secondsAgo) => {
    const stage = await dialing();
    expect(await deliverSigned(stage, secondsAgo)).toBe('MATCHED');
    expect(stage.world.outside.queried).toEqual([]);
  });

  test.each([300.001, -300.001, 72 * 3600])('settles its call when a query agrees (%s s)', async (secondsAgo) => {
    const stage = await dialing();
    stage.world.outside.query = () => ended();
    expect(await deliverSigned(stage, secondsAgo)).toBe('MATCHED');
    expect(stage.world.outside.queried).toEqual([session]);
    expect(stage.world.call(stage.one.id, stage.id).state).toMatchObject({ status: 'COMPLETED', charge: { fen: 24n } });
  });

  test.each<[string, CallNews]>([
    ['knows nothing', { kind: 'UNKNOWN', why: 'silent' }],
    ['says that it lives', { kind: 'ALIVE', status: 'IN_PROGRESS', answeredAt: null }],
    ['tells another duration', ended({ talkSeconds: 60 })],
  ])('is parked with an alarm when the provider %s, and its call untouched', async (_name, news) => {
    const stage = await dialing();
    stage.world.outside.query = () => news;
    expect(await deliverSigned(stage, 3600)).toBe('PARKED');
    expect(stored(stage)).toEqual([{ state: 'PARKED', reason: 'STALE', call: null }]);
    expect(stage.world.openAlarms(stage.one.id)).toEqual(['CALLBACK_PARKED']);
    expect(stage.world.call(stage.one.id, stage.id).status).toBe('DIALING');
    expect(await deliverSigned(stage, 3600)).toBe('DUPLICATE');
    expect(stage.world.outside.queried).toHaveLength(1);
  });

  test('settles its call after all when it comes again signed anew: no replay has that', async () => {
    const stage = await dialing();
    await deliverSigned(stage, 3600);
    expect(await deliverSigned(stage, 0)).toBe('MATCHED');
    expect(stage.world.call(stage.one.id, stage.id).state).toMatchObject({ status: 'COMPLETED', charge: { fen: 24n } });
    expect(stored(stage)).toEqual([{ state: 'MATCHED', reason: null, call: stage.id }]);
    expect(stage.world.openAlarms(stage.one.id)).toEqual([]);
    expect(await deliverSigned(stage, 0)).toBe('DUPLICATE');
  });

  test('is sent away to come again when its question gets no turn at the provider: starts go first', async () => {
    const stage = await dialing({ perSecond: 0.1, patienceMs: 2000, groups: new Map() });
    const { world, one } = stage;
    const delivery = deliverSigned(stage, 3600).catch((error: unknown) => error);
    await soon(() => world.clock.sleeping > 1);
    world.clock.advanceWall(1);
    expect(await delivery).toBeInstanceOf(ServiceBusy);
    expect([stored(stage), world.outside.queried, world.openAlarms(one.id)]).toEqual([[], [], []]);
    world.outside.query = () => ended();
    world.clock.advanceWall(10);
    expect(await deliverSigned(stage, 3600)).toBe('MATCHED');
  });

  test('and when the question came too fast, which slows down what follows', async () => {
    const stage = await dialing();
    stage.world.outside.query = () => ({ kind: 'UNKNOWN', why: 'too many requests', limitedForSeconds: 5 });
    await expect(deliverSigned(stage, 3600)).rejects.toBeInstanceOf(ServiceBusy);
    expect(stored(stage)).toEqual([]);
    stage.world.outside.query = () => ended();
    const again = deliverSigned(stage, 3600).catch((error: unknown) => error);
    await soon(() => stage.world.clock.sleeping > 1);
    stage.world.clock.advanceWall(1);
    expect(await again).toBeInstanceOf(ServiceBusy);
    expect(stage.world.outside.queried).toHaveLength(1);
  });

  test('is parked when the provider does not answer in three seconds', async () => {
    const stage = await dialing();
    stage.world.outside.query = () => new Promise<never>(() => undefined);
    const state = deliverSigned(stage, 3600);
    await soon(() => stage.world.clock.sleeping === 1);
    stage.world.clock.advanceWall(3);
    expect(await state).toBe('PARKED');
  });

  test('is answered 503, by a rejection, when asking fails: it comes again', async () => {
    const stage = await dialing();
    stage.world.outside.query = () => Promise.reject(new Error('a bug'));
    await expect(deliverSigned(stage, 3600)).rejects.toThrow('a bug');
    expect(stored(stage)).toEqual([]);
  });

  test('finds its end when something else settles the call', async () => {
    const stage = await dialing();
    const { world, one, id } = stage;
    await deliverSigned(stage, 3600);
    await deliverSigned(stage, 3600, a.report({ session, talkSeconds: 300 }));
    world.outside.query = () => ended();
    world.clock.advance(3600);
    await world.application.resolveOverdueCalls();
    expect(world.call(one.id, id).status).toBe('COMPLETED');
    expect(stored(stage)).toEqual([
      { state: 'DUPLICATE', reason: null, call: id },
      { state: 'MATCHED', reason: null, call: id },
    ]);
    expect(world.records(one.id).discrepancies).toMatchObject([{ settledSeconds: 61, reportedSeconds: 300 }]);
    expect(world.openAlarms(one.id)).toEqual(['DISCREPANCY']);
  });

  test.each([
    ['says the same', 61, 'DUPLICATE'],
    ['differs', 300, 'MATCHED'],
  ])('about a call that was settled is only compared, without asking: it %s', async (_name, talkSeconds, state) => {
    const stage = await dialing();
    await deliverSigned(stage, 0);
    const before = stage.world.account(stage.one.id);
    expect(await deliverSigned(stage, 3600, a.report({ session, talkSeconds, createdAt: null }))).toBe(state);
    expect(stage.world.account(stage.one.id)).toEqual(before);
    expect(stage.world.outside.queried).toEqual([]);
  });

  test('before the answer to the start waits unconfirmed, and does not settle the call with it', async () => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = async () => {
      const told = a.report({ session, createdAt: world.clock.service() });
      expect(await deliverSigned({ world, one }, 3600, told)).toBe('PARKED');
      return { kind: 'STARTED', session };
    };
    expect((await world.start(one)).status).toBe('DIALING');
    expect(world.openAlarms(one.id)).toEqual(['CALLBACK_PARKED']);
  });
});

describe('CALL-5: a call that was never heard of, and a stale callback that fits it', () => {
  async function unconfirmed() {
    const world = scenario();
    const one = await world.customer({ fen: 100 });
    world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
    const { id } = await world.start(one);
    const told = a.report({ session, createdAt: world.clock.service() });
    expect(await deliverSigned({ world, one }, 3600, told)).toBe('PARKED');
    world.clock.advance(72 * 3600 + 390);
    return { world, one, id };
  }

  test('are brought together at the horizon, where the provider confirms it now', async () => {
    const stage = await unconfirmed();
    const { world, one, id } = stage;
    world.outside.query = () => ended();
    await world.application.resolveOverdueCalls();
    expect(world.call(one.id, id).state).toMatchObject({ status: 'COMPLETED', money: 'SETTLED', charge: { fen: 24n } });
    expect(stored(stage)).toEqual([{ state: 'MATCHED', reason: null, call: id }]);
    expect(world.openAlarms(one.id)).toEqual([]);
  });

  test('stay apart where it does not: the call is voided', async () => {
    const stage = await unconfirmed();
    const { world, one, id } = stage;
    await world.application.resolveOverdueCalls();
    expect(world.outside.queried).toEqual([session, session]);
    expect(world.call(one.id, id).state).toMatchObject({ status: 'FAILED', money: 'VOIDED' });
    expect(stored(stage)).toEqual([{ state: 'PARKED', reason: 'STALE', call: null }]);
    expect(world.openAlarms(one.id)).toEqual(['CALLBACK_PARKED', 'HORIZON_VOID']);
  });
});

test('CB-9: true callbacks that are replayed an hour and a month later move nothing', async () => {
  for (let hundreds = 0; hundreds < figure(1, 100); hundreds += 1) await replayHundred();
}, 600_000);

async function replayHundred(): Promise<void> {
  const world = scenario({ callLimits: noCallLimits });
  const one = await world.customer({ fen: 100_000_00 });
  const replays: (() => Promise<string>)[] = [];
  for (let n = 0; n < 100; n += 1) {
    const call = await world.start(one, { callee: `139${String(n).padStart(8, '0')}` });
    const callee = call.order.callee.digits;
    const told = a.report({ session: call.session!, callee, talkSeconds: n % 200 });
    const signedAt = world.clock.wall();
    const deliver = (): Promise<string> => world.deliver(one.app, told, JSON.stringify(told), signedAt);
    expect(await deliver()).toBe('MATCHED');
    replays.push(deliver);
  }
  const before = world.records(one.id);
  for (const seconds of [3600, 30 * 86_400]) {
    world.clock.advance(seconds);
    const states = new Set<string>();
    for (const replay of replays) states.add(await replay());
    expect(states).toEqual(new Set(['DUPLICATE']));
  }
  expect(world.records(one.id)).toEqual(before);
  expect(world.outside.queried).toEqual([]);
}
