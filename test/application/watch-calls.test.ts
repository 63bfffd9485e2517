import { describe, expect, test } from 'vitest';
import { MOST_FOLLOWED } from '../../src/application/live/followed-calls.ts';
import type { CallsUpdate } from '../../src/application/live/watch-calls.ts';
import type { Reading } from '../../src/application/live/update.ts';
import { ServiceBusy } from '../../src/application/ports/service-busy.ts';
import type { CallNews } from '../../src/application/ports/telephony-gateway.ts';
import type { AnyCall } from '../../src/domain/any-call.ts';
import type { Call } from '../../src/domain/call.ts';
import type { CallFilter } from '../../src/domain/call-filter.ts';
import type { CallId, ProviderSession } from '../../src/domain/ids.ts';
import { noCallLimits } from '../support/limits.ts';
import * as a from '../support/a.ts';
import type { Customer, Scenario } from '../support/scenario.ts';
import { scenario } from '../support/scenario.ts';
import { soon } from '../support/soon.ts';
import { updatesOf } from '../support/updates.ts';

type Board = AsyncGenerator<CallsUpdate, void, void>;

function board(world: Scenario, one: Customer, after: bigint | null = null, filter: CallFilter = {}): Board {
  return updatesOf(world.application.watchCalls(one.principal, filter, after));
}

async function next(updates: Board): Promise<CallsUpdate> {
  return (await updates.next()).value as CallsUpdate;
}

const shown = ({ kind, items }: CallsUpdate): unknown => [
  kind,
  ...items.map(({ call }) => `${call.kind} ${call.status}`).sort(),
];

/** Two telephones that nobody else has. */
let telephones = 0;
function pair(): { caller: string; callee: string } {
  telephones += 1;
  const digits = String(telephones).padStart(4, '0');
  return { caller: `1390000${digits}`, callee: `1380000${digits}` };
}

/** Puts calls into the store past all that watches it: with a thousand of them, a commit each would take a minute. */
function keep({ store, records }: Scenario, { id }: Customer, calls: readonly Call[]): void {
  const [kept, events] = [new Map<string, AnyCall>(records(id).calls), [...records(id).events]];
  for (const call of calls) {
    kept.set(call.id, call);
    events.push({ sequence: events.length + 1, kind: 'CALL', subject: call.id, version: call.version });
  }
  Map.prototype.set.call(store.accounts, id, { ...records(id), calls: kept, events });
  for (const wake of store.watchers.get(id) ?? []) wake();
}

describe('LIVE-1: a live board', () => {
  test('shows all that is under way, each change, and the end of each once', async () => {
    const world = scenario();
    const one = await world.customer();
    const sessions = ['one', 'two'].map((name) => `board ${name}` as ProviderSession);
    for (const session of sessions) {
      world.outside.dial = () => ({ kind: 'STARTED', session });
      await world.start(one, pair());
    }
    world.outside.dial = () => ({ kind: 'STARTED', session: 'board three' as ProviderSession });
    await world.confer(one);
    const updates = board(world, one);
    expect(shown(await next(updates))).toEqual(['SNAPSHOT', 'CALL DIALING', 'CALL DIALING', 'CONFERENCE DIALING']);
    const change = next(updates);
    await world.deliver(one.app, a.report({ session: sessions[0]!, createdAt: null }));
    expect(shown(await change)).toEqual(['CHANGE', 'CALL COMPLETED']);
    const later = board(world, one);
    expect(shown(await next(later))).toEqual(['SNAPSHOT', 'CALL DIALING', 'CONFERENCE DIALING']);
    await Promise.all([updates.return(), later.return()]);
  });

  test('goes on from a cursor with what was missed, ends too, and begins anew where that is not known', async () => {
    const world = scenario();
    const one = await world.customer();
    const session = 'missed' as ProviderSession;
    world.outside.dial = () => ({ kind: 'STARTED', session });
    await world.start(one, pair());
    const first = board(world, one);
    const { cursor } = await next(first);
    await first.return();
    await world.deliver(one.app, a.report({ session, createdAt: null }));
    const resumed = board(world, one, cursor);
    expect(shown(await next(resumed))).toEqual(['CHANGE', 'CALL COMPLETED']);
    const strange = board(world, one, cursor! + 1000n);
    expect(shown(await next(strange))).toEqual(['RESET']);
    await Promise.all([resumed.return(), strange.return()]);
  });

  test('passes what the filter passes, and is for who may see calls', async () => {
    const world = scenario();
    const [one, other] = [await world.customer(), await world.customer()];
    const call = await world.start(one, pair());
    for (const [app, count] of [
      [one.app.id, 1],
      [other.app.id, 0],
    ] as const) {
      const updates = board(world, one, null, { app });
      expect((await next(updates)).items.filter(({ call: { id } }) => id === call.id)).toHaveLength(count);
      await updates.return();
    }
    const foreign = board(world, other);
    expect((await next(foreign)).items).toEqual([]);
    await foreign.return();
  });

  /** Until somebody talks. */
  async function answered(world: Scenario, one: Customer, session: string): Promise<CallId> {
    world.outside.dial = () => ({ kind: 'STARTED', session: session as ProviderSession });
    const { id } = await world.start(one, pair());
    await world.accounts.decide(one.id, { call: id }, ({ call, now }) => ({
      answer: undefined,
      saves: { call: call.progressed('IN_PROGRESS', now, now) },
    }));
    return id;
  }

  test('tells once more what has left its filter, and no minute of it any more', async () => {
    const world = scenario();
    const one = await world.customer();
    await answered(world, one, 'leaves');
    const updates = board(world, one, null, { status: 'IN_PROGRESS' });
    expect(shown(await next(updates))).toEqual(['SNAPSHOT', 'CALL IN_PROGRESS']);
    const change = next(updates);
    await world.start(one, pair());
    await world.deliver(one.app, a.report({ session: 'leaves' as ProviderSession, createdAt: null }));
    expect(shown(await change)).toEqual(['CHANGE', 'CALL COMPLETED']);
    const later = next(updates);
    world.clock.advance(120);
    const id = await answered(world, one, 'comes');
    expect(await later).toMatchObject({ kind: 'CHANGE', items: [{ call: { id } }] });
    await updates.return();
  });

  test('tells who goes on from a cursor what has left its filter meanwhile, and nothing that never passed it', async () => {
    const world = scenario();
    const one = await world.customer();
    await answered(world, one, 'left meanwhile');
    const filter: CallFilter = { status: 'IN_PROGRESS' };
    const first = board(world, one, null, filter);
    const { cursor } = await next(first);
    await first.return();
    await world.start(one, pair());
    await world.deliver(one.app, a.report({ session: 'left meanwhile' as ProviderSession, createdAt: null }));
    const resumed = board(world, one, cursor, filter);
    expect(shown(await next(resumed))).toEqual(['CHANGE', 'CALL COMPLETED']);
    await resumed.return();
  });

  test('with more under way than it has room for says that it is whole when it has told them all, to each', async () => {
    const world = scenario();
    const one = await world.customer();
    const orders = Array.from({ length: 1100 }, (_, n) => {
      const id = `many ${n}` as CallId;
      return { id, account: one.id, app: one.app.id, placedAt: a.after(n / 1000) };
    });
    const end = (some: typeof orders): void =>
      keep(
        world,
        one,
        some.map((order) => a.settledByOperator(order)),
      );
    keep(
      world,
      one,
      orders.map((order) => a.unconfirmedCall(order)),
    );
    const readings = world.application.watchCalls(one.principal, {}, null)[Symbol.asyncIterator]();
    const reading = async (): Promise<Reading<CallsUpdate>> =>
      ((await readings.next()) as IteratorYieldResult<Reading<CallsUpdate>>).value;
    const snapshot = (await (await reading()).opening(null))!;
    expect([snapshot.items.length, snapshot.isWhole]).toEqual([1000, false]);
    end(orders.slice(-50));
    const fewer = (await reading()).change!;
    expect([fewer.items.length, fewer.isWhole]).toEqual([50, false]);
    end(orders.slice(-150, -50));
    const few = await reading();
    const under = (...updates: (CallsUpdate | null)[]): number =>
      new Set(updates.flatMap((update) => update!.items.map(({ call }) => call.id))).size - 150;
    for (const update of [few.change!, (await few.opening(snapshot.cursor))!]) {
      expect([update.kind, update.isWhole, under(snapshot, fewer, update)]).toEqual(['CHANGE', true, 950]);
    }
    await readings.return();
  });

  test('waits for a database that is busy when somebody comes with a cursor, as for every other reading', async () => {
    const world = scenario();
    const one = await world.customer();
    const { reads } = world.ports;
    const open = reads.open.bind(reads);
    const readings = world.application.watchCalls(one.principal, {}, null)[Symbol.asyncIterator]();
    const { cursor } = (await ((await readings.next()) as IteratorYieldResult<Reading<CallsUpdate>>).value.opening(
      null,
    ))!;
    await world.start(one, pair());
    const { value: reading } = (await readings.next()) as IteratorYieldResult<Reading<CallsUpdate>>;
    reads.open = (account) => {
      reads.open = open;
      return { ...open(account), changedSince: () => Promise.reject(new ServiceBusy()) };
    };
    const opening = reading.opening(cursor);
    await soon(() => world.clock.sleeping > 0);
    world.clock.advanceWall(1);
    expect(shown((await opening)!)).toEqual(['CHANGE', 'CALL DIALING']);
    await readings.return();
  });

  test('LIVE-2: tells the started minutes of all conversations together', async () => {
    const world = scenario();
    const one = await world.customer();
    const answeredAt = world.clock.service();
    const alive: CallNews = { kind: 'ALIVE', status: 'IN_PROGRESS', answeredAt };
    world.outside.query = () => alive;
    const { id } = await world.start(one, pair());
    await world.accounts.decide(one.id, { call: id }, ({ call, now }) => ({
      answer: undefined,
      saves: { call: call.progressed('IN_PROGRESS', answeredAt, now) },
    }));
    const updates = board(world, one);
    expect((await next(updates)).items[0]?.cost?.minutes).toBe(1n);
    const tick = next(updates);
    await soon(() => world.clock.sleeping === 2);
    world.clock.advance(60);
    expect(await tick).toMatchObject({ kind: 'COST', cursor: null, items: [{ call: { id }, cost: { minutes: 2n } }] });
    await updates.return();
  });
});

describe('LIVE-3: a live board', () => {
  test('shows the progress of what is under way', async () => {
    const world = scenario();
    const one = await world.customer();
    await world.start(one, pair());
    world.outside.query = () => ({ kind: 'ALIVE', status: 'CALLEE_RINGING', answeredAt: null });
    const updates = board(world, one);
    expect(shown(await next(updates))).toEqual(['SNAPSHOT', 'CALL DIALING']);
    const change = next(updates);
    await soon(() => world.clock.sleeping === 2);
    world.clock.advance(2);
    expect(shown(await change)).toEqual(['CHANGE', 'CALL CALLEE_RINGING']);
    await updates.return();
  });

  test('asks about the newest, and about the next where one of them has ended, until nobody watches', async () => {
    const world = scenario({ callLimits: noCallLimits });
    const one = await world.customer();
    world.outside.query = () => ({ kind: 'ALIVE', status: null, answeredAt: null });
    const sessions = Array.from({ length: MOST_FOLLOWED + 1 }, (_, n) => `followed ${n}` as ProviderSession);
    for (const session of sessions) {
      world.outside.dial = () => ({ kind: 'STARTED', session });
      await world.start(one, pair());
      world.clock.advance(0.001);
    }
    const askAll = async (): Promise<Set<ProviderSession>> => {
      await soon(() => world.clock.sleeping === MOST_FOLLOWED + 1);
      const before = world.outside.queried.length;
      world.clock.advance(2);
      await soon(() => world.outside.queried.length === before + MOST_FOLLOWED);
      return new Set(world.outside.queried.slice(before));
    };
    const updates = board(world, one);
    await next(updates);
    const change = next(updates);
    expect(await askAll()).toEqual(new Set(sessions.slice(1)));
    await world.deliver(one.app, a.report({ session: sessions.at(-1)!, createdAt: null }));
    await change;
    const more = next(updates);
    expect(await askAll()).toEqual(new Set(sessions.slice(0, -1)));
    await updates.return();
    await more;
    await soon(() => world.clock.sleeping === 0);
  });
});

test('a commit wakes those alone whose subject it is about', async () => {
  const world = scenario();
  const one = await world.customer();
  const woken: string[] = [];
  const readings = [];
  for (let each = 0; each < 20; each++) {
    const session = `woken ${each}` as ProviderSession;
    world.outside.dial = () => ({ kind: 'STARTED', session });
    const { id } = await world.start(one, pair());
    const watching = world.application.watchCall(one.principal, id, null)[Symbol.asyncIterator]();
    await watching.next();
    readings.push(watching);
    void watching.next().then(({ done }) => done === true || woken.push(session));
  }
  woken.length = 0;
  await world.deliver(one.app, a.report({ session: 'woken 7' as ProviderSession, createdAt: null }));
  await soon(() => woken.length > 0);
  expect(woken).toEqual(['woken 7']);
  await Promise.all(readings.map((watching) => watching.return()));
});
