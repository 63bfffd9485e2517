import { describe, expect, test } from 'vitest';
import type { CallNews } from '../../src/application/ports/telephony-gateway.ts';
import type { CallUpdate } from '../../src/application/live/watch-call.ts';
import type { CallId, ProviderSession } from '../../src/domain/ids.ts';
import * as a from '../support/a.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { refused, scenario } from '../support/scenario.ts';
import { updatesOf } from '../support/updates.ts';
import { soon } from '../support/soon.ts';

const session = 'session-1' as ProviderSession;
type Watch = AsyncGenerator<CallUpdate, void, void>;

const alive = (status: Extract<CallNews, { kind: 'ALIVE' }>['status'], answeredAt: Date | null = null): CallNews => ({
  kind: 'ALIVE',
  status,
  answeredAt,
});

async function dialing(): Promise<{ world: Scenario; one: Customer; id: CallId; watch: () => Watch }> {
  const world = scenario();
  const one = await world.customer();
  const { id } = await world.start(one);
  return { world, one, id, watch: () => updatesOf(world.application.watchCall(one.principal, id, null)) };
}

async function next(watch: Watch): Promise<CallUpdate> {
  return (await watch.next()).value as CallUpdate;
}

/** Lets the next question to the provider come due, once somebody waits for it. */
async function askAgain(world: Scenario, sleepers: number): Promise<void> {
  await soon(() => world.clock.sleeping === sleepers);
  world.clock.advance(2);
}

describe('LIVE-1, LIVE-3: a watched call', () => {
  test('is followed through its states to its end', async () => {
    const { world, one, watch } = await dialing();
    const watching = watch();
    expect(await next(watching)).toMatchObject({ version: 2, call: { status: 'DIALING' }, cost: null });
    const story: CallNews[] = [
      alive(null),
      alive('CALLER_RINGING'),
      alive('CALLEE_RINGING'),
      alive('CALLER_RINGING'),
      alive('IN_PROGRESS', world.clock.service()),
      { kind: 'ENDED', report: a.report({ source: 'QUERY', session }) },
    ];
    world.outside.query = () => story.shift()!;
    const seen: CallUpdate[] = [];
    const reading = (async () => {
      for await (const update of watching) seen.push(update);
    })();
    for (let asked = 0; asked < 6; asked++) await askAgain(world, 2);
    await reading;
    expect(seen.map(({ call }) => call.status)).toEqual([
      'CALLER_RINGING',
      'CALLEE_RINGING',
      'IN_PROGRESS',
      'COMPLETED',
    ]);
    expect(seen.map(({ version }) => version)).toEqual([3, 4, 5, 6]);
    expect(world.outside.queried).toHaveLength(6);
    expect(world.account(one.id).balance.fen).toBe(1000_00n - 24n);
  });

  test('is asked about once, however many watch, until the last one leaves', async () => {
    const { world, watch } = await dialing();
    const [first, second] = [watch(), watch()];
    await Promise.all([next(first), next(second)]);
    const [more, evenMore] = [first.next(), second.next()];
    await askAgain(world, 3);
    await soon(() => world.outside.queried.length === 1);
    await first.return();
    expect((await more).done).toBe(true);
    await askAgain(world, 2);
    await soon(() => world.outside.queried.length === 2);
    await second.return();
    expect((await evenMore).done).toBe(true);
    await soon(() => world.clock.sleeping === 0);
    world.clock.advance(60);
    expect(world.outside.queried).toHaveLength(2);
  });

  test('is not asked about while nobody watches, nor once it has ended', async () => {
    const { world, one, watch } = await dialing();
    world.clock.advance(60);
    await world.deliver(one.app, a.report({ session }));
    const watching = watch();
    expect(await next(watching)).toMatchObject({ call: { status: 'COMPLETED' } });
    expect((await watching.next()).done).toBe(true);
    world.clock.advance(60);
    expect(world.outside.queried).toEqual([]);
  });

  test('is asked about again by who comes later', async () => {
    const { world, watch } = await dialing();
    const first = watch();
    await next(first);
    await first.return();
    const second = watch();
    await next(second);
    await askAgain(world, 1);
    await soon(() => world.outside.queried.length === 1);
    await second.return();
  });

  test('that is UNCONFIRMED is not asked about: it has no session', async () => {
    const world = scenario();
    const one = await world.customer();
    world.outside.dial = () => ({ kind: 'AMBIGUOUS', why: 'no answer' });
    const { id } = await world.start(one);
    const watching = updatesOf(world.application.watchCall(one.principal, id, null));
    await next(watching);
    await askAgain(world, 1);
    await soon(() => world.clock.sleeping === 1);
    expect(world.outside.queried).toEqual([]);
    await watching.return();
  });

  test('a query that breaks ends no watch', async () => {
    const { world, one, id, watch } = await dialing();
    world.outside.query = () => Promise.reject(new Error('bug'));
    const watching = watch();
    await next(watching);
    const ended = next(watching);
    await askAgain(world, 2);
    await soon(() => world.outside.logs.some(({ level }) => level === 'error'));
    await world.deliver(one.app, a.report({ session }));
    expect((await ended).call).toMatchObject({ id, status: 'COMPLETED' });
    expect((await watching.next()).done).toBe(true);
  });
});

describe('LIVE-2: while they talk', () => {
  test('each started minute is told, with what it costs so far', async () => {
    const { world, watch } = await dialing();
    const answeredAt = world.clock.service();
    world.outside.query = () => alive('IN_PROGRESS', answeredAt);
    const watching = watch();
    await next(watching);
    const talking = next(watching);
    await askAgain(world, 2);
    expect(await talking).toMatchObject({ version: 3, cursor: 6n, cost: { minutes: 1n, cost: { fen: 12n } } });
    const tick = next(watching);
    for (let seconds = 4; seconds < 60; seconds += 2) await askAgain(world, 2);
    await soon(() => world.clock.sleeping === 2);
    world.clock.advance(2);
    expect(await tick).toMatchObject({
      version: 3,
      cursor: null,
      at: a.after(60, answeredAt),
      cost: { minutes: 2n, cost: { fen: 24n }, reserved: { fen: 60n } },
    });
    await watching.return();
  });
});

describe('LIVE-1: who comes back with a cursor', () => {
  test('is told only what is new', async () => {
    const { world, one, id } = await dialing();
    const first = updatesOf(world.application.watchCall(one.principal, id, null));
    const { cursor } = await next(first);
    await first.return();
    const again = updatesOf(world.application.watchCall(one.principal, id, cursor));
    const update = next(again);
    await soon(() => world.clock.sleeping === 2);
    await world.deliver(one.app, a.report({ session }));
    expect(await update).toMatchObject({ call: { status: 'COMPLETED' } });
    expect((await again.next()).done).toBe(true);
  });

  test('and is told what was missed, with the end', async () => {
    const { world, one, id } = await dialing();
    const first = updatesOf(world.application.watchCall(one.principal, id, null));
    const { cursor } = await next(first);
    await first.return();
    await world.deliver(one.app, a.report({ session }));
    expect(await next(updatesOf(world.application.watchCall(one.principal, id, cursor)))).toMatchObject({
      call: { status: 'COMPLETED' },
    });
  });
});

describe('ROLE-1: watching', () => {
  test("another account's call is not there, and does not keep its owner from following it", async () => {
    const { world, id, watch } = await dialing();
    const other = await world.customer();
    const foreign = updatesOf(world.application.watchCall(other.principal, id, null));
    const watching = watch();
    const [strangers, owners] = await Promise.allSettled([foreign.next(), next(watching)]);
    expect(strangers).toMatchObject({ status: 'rejected', reason: { code: 'NOT_FOUND' } });
    expect(owners.status).toBe('fulfilled');
    await askAgain(world, 1);
    await soon(() => world.outside.queried.length === 1);
    await watching.return();
    expect(world.outside.logs).toMatchObject([{ level: 'warn' }]);
  });

  test('an account is watched by its own, whatever changes in others', async () => {
    const { world, one, id } = await dialing();
    const other = await world.customer();
    const watching = updatesOf(world.application.watchAccount(one.principal, null));
    expect((await watching.next()).value).toMatchObject({ account: { id: one.id, reserved: { fen: 60n } } });
    const change = watching.next();
    await world.credit(other.id, 1);
    await world.deliver(one.app, a.report({ session }));
    expect((await change).value).toMatchObject({
      account: { balance: { fen: 1000_00n - 24n }, reserved: { fen: 0n } },
    });
    expect(world.call(one.id, id).status).toBe('COMPLETED');
    await watching.return();
    await refused(world.start(one, { app: other.app.id }));
  });
});
