import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Postgres } from '../../src/adapters/postgres/open-postgres.ts';
import type { Application } from '../../src/application/application.ts';
import type { ProgressTurns } from '../../src/application/ports/progress-turns.ts';
import type { TestDatabase } from '../support/database.ts';
import { administer, createDatabase } from '../support/database.ts';
import { Outside } from '../support/outside.ts';
import { ignore, open } from '../support/postgres.ts';
import { applicationOver, customerIn } from '../support/replicas.ts';
import type { Customer } from '../support/scenario.ts';
import { settings } from '../support/scenario.ts';
import { updatesOf } from '../support/updates.ts';
import { until } from '../support/until.ts';

interface Replica {
  readonly store: Postgres;
  readonly application: Application;
  readonly outside: Outside;
  /** Whether it got the turn, each time that it wanted it. */
  readonly wanted: boolean[];
}

let database: TestDatabase;
let replicas: Replica[];
beforeEach(async () => {
  database = await createDatabase();
  replicas = [await openReplica(), await openReplica()];
});
afterEach(async () => {
  await Promise.all(replicas.map(({ store }) => store.close()));
  await database.drop();
});

/** A turn lasts a minute of wall time: none comes while a test runs, unless the test lets it come. */
async function openReplica(): Promise<Replica> {
  const store = await open(database.url, { clockRate: 1, log: ignore });
  const wanted: boolean[] = [];
  const turns: ProgressTurns = {
    take: async (...turn) => {
      const taken = await store.turns.take(...turn);
      wanted.push(taken);
      return taken;
    },
  };
  const outside = new Outside();
  outside.query = () => ({ kind: 'ALIVE', status: null, answeredAt: null });
  const application = applicationOver({ ...store, turns }, { ...settings, progressSeconds: 60 }, outside);
  return { store, application, outside, wanted };
}

async function start({ principal, app }: Customer) {
  const numbers = { caller: '13800000001', callee: '13800000002' };
  const order = { ...numbers, app: app.id, maxDurationSeconds: 3600, minDurationSeconds: null, reference: null };
  return (await replicas[0]!.application.startCall(principal, { ...order, idempotencyKey: 'key' })).call;
}

const questions = (): number => replicas.reduce((sum, { outside }) => sum + outside.queried.length, 0);

/** Service time that is moved wakes who waits for the next question, on one replica at once, on the other in a second. */
async function everyoneWants(who: readonly Replica[]): Promise<void> {
  for (const { wanted } of who) wanted.length = 0;
  await until('all have wanted the turn', async () => {
    const { clock } = replicas[0]!.store;
    await clock.moveTo(new Date(clock.service().getTime() + 5_000));
    return who.every(({ wanted }) => wanted.length > 0) ? true : null;
  });
}

/** The turn that was taken is over. */
const passTurn = () =>
  administer((client) => client.query('UPDATE progress_turn SET next_at = clock_timestamp()'), database.url);

test('LIVE-3: a call that is watched on two replicas is asked about once a turn, and still when one of them has died', async () => {
  const customer = await customerIn(replicas[0]!.store, 1000_00);
  const { id } = await start(customer);
  const watches = replicas.map(({ application }) => updatesOf(application.watchCall(customer.principal, id, null)));
  await Promise.all(watches.map((watch) => watch.next()));
  for (let turn = 1; turn <= 2; turn++) {
    await everyoneWants(replicas);
    await until('somebody has asked', () => Promise.resolve(questions() >= turn ? true : null));
    expect(questions()).toBe(turn);
    await everyoneWants(replicas);
    expect(questions()).toBe(turn);
    await passTurn();
  }
  await everyoneWants(replicas);
  const asker = replicas.findIndex(({ wanted }) => wanted.includes(true));
  await watches[asker]!.return();
  const other = replicas[1 - asker]!;
  const before = other.outside.queried.length;
  await passTurn();
  await everyoneWants([other]);
  await until('the other has asked', () => Promise.resolve(other.outside.queried.length > before ? true : null));
  expect(questions()).toBe(4);
  await watches[1 - asker]!.return();
});
