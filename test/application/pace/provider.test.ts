import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ServiceBusy } from '../../../src/application/ports/service-busy.ts';
import type { DialAnswer } from '../../../src/application/ports/telephony-gateway.ts';
import type { ProviderSession } from '../../../src/domain/ids.ts';
import * as a from '../../support/a.ts';
import type { Customer, Scenario } from '../../support/scenario.ts';
import { refused, scenario } from '../../support/scenario.ts';
import { figure } from '../../support/figures.ts';
import { updatesOf } from '../../support/updates.ts';
import { soon } from '../../support/soon.ts';

const starts = figure(500, 5000);

/** One request at once, and one more every ten seconds. */
const oneInTen = { perSecond: 0.1, patienceMs: 2000, groups: new Map<string, string>() };
const empty: DialAnswer = {
  kind: 'REJECTED',
  refusal: { providerCode: 403, retryAfterSeconds: null, cause: 'OUT_OF_MINUTES' },
};
const limited: DialAnswer = { kind: 'REJECTED', refusal: { providerCode: 416, retryAfterSeconds: 5 } };

async function slow(groups = oneInTen.groups): Promise<{ world: Scenario; one: Customer }> {
  const world = scenario({ providerRate: { ...oneInTen, groups } });
  return { world, one: await world.customer() };
}

/** What becomes of a start that waits in vain. */
async function inVain(world: Scenario, start: Promise<unknown>): Promise<unknown> {
  const rejection = refused(start);
  await soon(() => world.clock.sleeping > 0);
  world.clock.advanceWall(2);
  return rejection;
}

describe('START-5: a start waits for its turn at the provider', () => {
  test('and is refused before anything is kept when it does not come in time; its key stays free', async () => {
    const { world, one } = await slow();
    await world.start(one);
    const order = world.order(one.app, { callee: '13800000062' });
    const before = world.records(one.id);
    const rejection = await inVain(world, world.application.startCall(one.principal, order));
    expect(rejection).toEqual({ code: 'RATE_LIMITED', retryAt: a.after(8, world.clock.wall()) });
    expect(world.records(one.id)).toEqual(before);
    world.clock.advanceWall(8);
    expect(await world.application.startCall(one.principal, order)).toMatchObject({ replayed: false });
    expect(world.outside.figures.counts).toMatchObject(
      new Map([
        ['START TAKEN', 2],
        ['dial STARTED', 2],
        ['START REFUSED', 1],
      ]),
    );
  });

  test('and gets it as soon as there is one', async () => {
    const { world, one } = await slow();
    await world.start(one);
    world.clock.advanceWall(8.5);
    const waiting = world.start(one, { callee: '13800000062' });
    await soon(() => world.clock.sleeping > 0);
    world.clock.advanceWall(1.5);
    expect((await waiting).status).toBe('DIALING');
  });

  test('but a repeat of its key is answered, turn or none', async () => {
    const { world, one } = await slow();
    const order = world.order(one.app);
    const first = await world.application.startCall(one.principal, order);
    const again = world.application.startCall(one.principal, order);
    await soon(() => world.clock.sleeping > 0);
    world.clock.advanceWall(2);
    expect(await again).toEqual({ call: first.call, replayed: true });
    expect(world.outside.dialled).toHaveLength(1);
  });

  test('and gives it back when a rule refuses the call', async () => {
    const { world, one } = await slow();
    const tooLong = { minDurationSeconds: 7200, maxDurationSeconds: 7200 };
    const poor = await world.customer({ fen: 12 });
    expect(await refused(world.start(poor, tooLong))).toMatchObject({ code: 'INSUFFICIENT_BALANCE' });
    expect((await world.start(poor, { maxDurationSeconds: 60 })).status).toBe('DIALING');
    expect((await world.start(one)).status).toBe('DIALING');
  });

  test('and takes none for an app that is not the account’s', async () => {
    const { world, one } = await slow();
    const other = await world.customer();
    expect(await refused(world.start({ ...other, app: one.app }))).toEqual({ code: 'NOT_FOUND', what: 'APP' });
    expect((await world.start(one)).status).toBe('DIALING');
  });

  test('which AppKeys of one group share', async () => {
    const groups = new Map([
      ['key-1', 'contract'],
      ['key-2', 'contract'],
    ]);
    const { world, one } = await slow(groups);
    const [second, third] = [await world.customer(), await world.customer()];
    await world.start(one);
    expect(await inVain(world, world.start(second))).toMatchObject({ code: 'RATE_LIMITED' });
    expect((await world.start(third)).status).toBe('DIALING');
  });

  test('which pauses after a refusal by the provider; that call is void', async () => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = () => limited;
    expect(await world.start(one)).toMatchObject({ state: { status: 'REFUSED', money: 'VOIDED' } });
    expect(world.account(one.id).reserved.fen).toBe(0n);
    world.outside.dial = () => ({ kind: 'STARTED', session: a.aSession });
    expect(await inVain(world, world.start(one))).toEqual({
      code: 'RATE_LIMITED',
      retryAt: a.after(3, world.clock.wall()),
    });
    world.clock.advanceWall(3);
    expect((await world.start(one)).status).toBe('DIALING');
  });
});

describe('a query', () => {
  async function watched(): Promise<{ world: Scenario; one: Customer; stop: () => Promise<unknown> }> {
    const { world, one } = await slow();
    const { id } = await world.start(one);
    const watching = updatesOf(world.application.watchCall(one.principal, id, null));
    await watching.next();
    void watching.next();
    await soon(() => world.clock.sleeping === 2);
    world.clock.advanceService(2);
    await soon(() => world.clock.sleeping === 3);
    return { world, one, stop: async () => watching.return() };
  }

  test('about a watched call waits for its turn', async () => {
    const { world, stop } = await watched();
    expect(world.outside.queried).toHaveLength(0);
    world.clock.advanceWall(10);
    await soon(() => world.outside.queried.length === 1);
    await stop();
  });

  test('leaves no trace when nobody watches any more', async () => {
    const { world, stop } = await watched();
    await stop();
    await soon(() => world.clock.sleeping === 0);
    world.clock.advanceWall(100);
    expect(world.outside.queried).toHaveLength(0);
  });

  test('about an overdue call that gets no turn is made later', async () => {
    const { world, one } = await slow();
    const call = await world.start(one);
    world.clock.advanceService(390);
    const looking = world.application.resolveOverdueCalls();
    await soon(() => world.clock.sleeping > 0);
    world.clock.advanceWall(6);
    expect(await looking).toBe(1);
    expect(world.outside.queried).toHaveLength(0);
    expect(world.call(one.id, call.id).dueAt).toEqual(a.after(30, world.clock.service()));
    world.clock.advance(30);
    await world.application.resolveOverdueCalls();
    expect(world.outside.queried).toHaveLength(1);
  });

  test('that came too fast slows down what follows', async () => {
    const world = scenario();
    const one = await world.customer();
    await world.start(one);
    world.outside.query = () => ({ kind: 'UNKNOWN', why: 'too fast', limitedForSeconds: 5 });
    world.clock.advanceService(390);
    await world.application.resolveOverdueCalls();
    expect(await inVain(world, world.start(one, { callee: '13800000062' }))).toMatchObject({ code: 'RATE_LIMITED' });
  });
});

describe('START-10: while our account at the provider is empty', () => {
  test('starts are held back before anything is kept, but for a probe; a start that is placed ends it', async () => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = () => empty;
    expect(await world.start(one)).toMatchObject({ state: { status: 'REFUSED', money: 'VOIDED' } });
    expect(world.openSystemAlarms()).toEqual(['PROVIDER_EMPTY']);
    const before = world.records(one.id);
    const order = world.order(one.app);
    const held = world.application.startCall(one.principal, order);
    expect(await refused(held)).toEqual({ code: 'PROVIDER_UNAVAILABLE', retryAt: a.after(10, world.clock.wall()) });
    expect(world.records(one.id)).toEqual(before);
    expect(world.outside.figures.isBreakerOpen).toBe(true);

    world.clock.advanceWall(10);
    world.outside.dial = () => ({ kind: 'STARTED', session: a.aSession });
    expect((await world.application.startCall(one.principal, order)).call.status).toBe('DIALING');
    expect(world.openSystemAlarms()).toEqual([]);
    expect(world.outside.figures.isBreakerOpen).toBe(false);
  });

  test('starts of other AppKeys go on, and those of its group do not', async () => {
    const groups = new Map([
      ['key-1', 'contract'],
      ['key-3', 'contract'],
    ]);
    const world = scenario({ providerRate: { perSecond: 1_000_000, patienceMs: 2000, groups } });
    const [one, other, fellow] = [await world.customer(), await world.customer(), await world.customer()];
    world.outside.dial = () => empty;
    await world.start(one);
    world.outside.dial = () => ({
      kind: 'STARTED',
      session: `session-${world.outside.dialled.length}` as ProviderSession,
    });
    expect((await world.start(other)).status).toBe('DIALING');
    expect(await refused(world.start(fellow))).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    expect(world.store.systemAlarms).toMatchObject([{ kind: 'PROVIDER_EMPTY', subject: 'group contract', open: true }]);
    expect(world.outside.figures.isBreakerOpen).toBe(true);

    world.clock.advanceWall(10);
    await world.start(fellow);
    expect(world.openSystemAlarms()).toEqual([]);
    expect(world.outside.figures.isBreakerOpen).toBe(false);
  });

  test('a repeat is answered all the same', async () => {
    const world = scenario();
    const one = await world.customer();
    const order = world.order(one.app);
    world.outside.dial = () => empty;
    const { call } = await world.application.startCall(one.principal, order);
    const again = await world.application.startCall(one.principal, order);
    expect(again).toEqual({ call, replayed: true });
    expect(world.outside.dialled).toHaveLength(1);
  });

  test('an alarm that cannot be written takes nothing from the call', async () => {
    const world = scenario();
    const one = await world.customer();
    world.ports.alarms.open = () => Promise.reject(new Error('no database'));
    world.outside.dial = () => empty;
    expect(await world.start(one)).toMatchObject({ status: 'REFUSED' });
  });

  test(`${starts} starts: none is stuck, one alarm, and it is over within 30 s of the recovery`, async () => {
    const limits = { callsAtOncePerAccount: null, callsAtOncePerApp: null, ringsPerCalleePerHour: null };
    const world = scenario({ callLimits: { ...limits, spendPerDay: null, coolDownSeconds: 0 } });
    const one = await world.customer({ fen: 10_000_000 });
    const [emptyFrom, emptyUntil] = [50, 200].map((seconds) => a.after(seconds, world.clock.wall()).getTime());
    const now = (): number => world.clock.wall().getTime();
    const isEmpty = (): boolean => now() >= emptyFrom! && now() < emptyUntil!;
    let count = 0;
    world.outside.dial = () =>
      isEmpty() ? empty : { kind: 'STARTED', session: `session-${(count += 1)}` as ProviderSession };
    let firstAfter: number | null = null;
    let held = 0;
    for (let index = 0; index < starts; index++) {
      world.clock.advanceWall(250 / starts);
      const callee = `1390000${String(index).padStart(4, '0')}`;
      const outcome = await world.start(one, { callee, maxDurationSeconds: 60 }).catch((error: unknown) => error);
      if (outcome instanceof Error) {
        expect(outcome).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
        held += 1;
      } else if (now() >= emptyUntil!) firstAfter ??= (now() - emptyUntil!) / 1000;
    }
    const calls = [...world.records(one.id).calls.values()];
    const placed = calls.filter(({ status }) => status === 'DIALING');
    const voided = calls.filter(({ state }) => state.money === 'VOIDED');
    expect([placed.length + voided.length, calls.length + held]).toEqual([calls.length, starts]);
    expect(world.account(one.id).reserved.fen).toBe(BigInt(12 * placed.length));
    expect(voided.length).toBeLessThanOrEqual(16);
    expect(firstAfter).toBeLessThanOrEqual(10);
    expect(world.store.systemAlarms.map(({ kind, open }) => [kind, open])).toEqual([['PROVIDER_EMPTY', false]]);
    expect(world.outside.figures.counts.get('alarm PROVIDER_EMPTY')).toBe(1);
  }, 120_000);
});

describe('CRASH-13: when the process stops', () => {
  test('a start that waits for its turn is sent away at once, and leaves nothing: its key stays free', async () => {
    const { world, one } = await slow();
    await world.start(one);
    const before = world.records(one.id);
    const waiting = world.start(one, { callee: '13800000062' }).catch((error: unknown) => error);
    await soon(() => world.clock.sleeping > 0);
    await world.application.endStarts();
    expect(await waiting).toBeInstanceOf(ServiceBusy);
    expect(world.records(one.id)).toEqual(before);
  });

  test('and so is one that comes in the meantime, but not a repeat', async () => {
    const { world, one } = await slow();
    const order = world.order(one.app);
    const { call } = await world.application.startCall(one.principal, order);
    await world.application.endStarts();
    await expect(world.start(one, { callee: '13800000062' })).rejects.toBeInstanceOf(ServiceBusy);
    expect(await world.application.startCall(one.principal, order)).toEqual({ call, replayed: true });
  });

  test('a start that is dialled is waited for until its answer is recorded', async () => {
    const world = scenario();
    const one = await world.customer();
    let answer: (given: DialAnswer) => void = () => undefined;
    world.outside.dial = () => new Promise((resolve) => (answer = resolve));
    const start = world.start(one);
    await soon(() => world.outside.dialled.length === 1);
    let hasEnded = false;
    const ending = world.application.endStarts().then(() => (hasEnded = true));
    await turn();
    expect(hasEnded).toBe(false);
    answer({ kind: 'STARTED', session: a.aSession });
    await ending;
    expect(world.call(one.id, (await start).id).status).toBe('DIALING');
  });

  test('a call that is due is left to another process: no question waits for its turn, and none begins', async () => {
    const { world, one } = await slow();
    await world.start(one);
    world.clock.advanceService(390);
    const looking = world.application.resolveOverdueCalls();
    await soon(() => world.clock.sleeping > 0);
    await world.application.endStarts();
    expect(await looking).toBe(1);
    expect(world.outside.queried).toEqual([]);
    world.clock.advanceWall(60);
    world.clock.advanceService(60);
    expect(await world.application.resolveOverdueCalls()).toBe(1);
    expect(world.outside.queried).toEqual([]);
  });
});
