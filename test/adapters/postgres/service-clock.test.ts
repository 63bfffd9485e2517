import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Postgres, PostgresOptions } from '../../../src/adapters/postgres/open-postgres.ts';
import { ServiceClock } from '../../../src/adapters/postgres/service-clock.ts';
import type { AccountId } from '../../../src/domain/ids.ts';
import { Money } from '../../../src/domain/money.ts';
import { openAccount } from '../../contracts/account-harness.ts';
import * as a from '../../support/a.ts';
import type { TestDatabase } from '../../support/database.ts';
import { createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';

let database: TestDatabase;
let opened: Postgres[] = [];
let wall = a.noon;

beforeEach(async () => {
  wall = a.noon;
  database = await createDatabase();
});
afterEach(async () => {
  await Promise.all(opened.map((each) => each.close()));
  opened = [];
  await database.drop();
});

async function start(given: Partial<PostgresOptions> = {}): Promise<Postgres> {
  const postgres = await open(database.url, { wall: () => wall, ...given });
  opened.push(postgres);
  return postgres;
}

it('agrees with the wall at first, and goes on over a restart at its own rate', async () => {
  const { clock } = await start({ clockRate: 60 });
  expect(clock.service()).toEqual(a.noon);
  wall = a.after(10);
  expect(clock.service()).toEqual(a.after(600));
  wall = a.after(100);
  const again = await start({ clockRate: null });
  expect(again.clock.rate).toBe(60);
  expect(again.clock.service()).toEqual(a.after(6000));
});

it('goes on from where it is when the rate changes, and never back', async () => {
  const fast = await start({ clockRate: 60 });
  wall = a.after(10);
  const slow = await start({ clockRate: 1 });
  expect(slow.clock.service()).toEqual(a.after(600));
  wall = a.after(11);
  expect(slow.clock.service()).toEqual(a.after(601));
  await until('the first process has heard of it', () => Promise.resolve(fast.clock.rate === 1 ? true : null));
  wall = a.after(5);
  expect(slow.clock.service()).toEqual(a.after(601));
});

it('is moved forward by hand, durably, which wakes who sleeps, in other processes too', async () => {
  const [one, other] = [await start(), await start()];
  const never = new AbortController().signal;
  const asleep = [one.clock.sleep(Infinity, never), other.clock.sleep(1e12, never)];
  await one.clock.moveTo(a.after(3600));
  await Promise.all(asleep);
  expect(other.clock.service()).toEqual(a.after(3600));
  expect((await start({ clockRate: null })).clock.service()).toEqual(a.after(3600));
  await expect(one.clock.moveTo(a.noon)).rejects.toThrow('never goes back');
});

it('sleeps until its time has passed or its signal aborts', async () => {
  const { clock } = await start();
  await clock.sleep(5, new AbortController().signal);
  await clock.sleep(Infinity, AbortSignal.abort());
  const end = new AbortController();
  const asleep = clock.sleep(Infinity, end.signal);
  end.abort();
  await asleep;
});

it('tells watchers of what another process has committed', async () => {
  const [one, other] = [await start(), await start()];
  const account = randomUUID() as AccountId;
  await openAccount(one.accounts, account, 1000_00);
  const seen: bigint[] = [];
  const watch = other.events.watch(account, () => {
    void other.accounts
      .decide(account, {}, (facts) => ({ answer: facts.account.reserved.fen }))
      .then((fen) => seen.push(fen));
  });
  await until('it was told where the account stands', () => Promise.resolve(seen.length > 0 ? true : null));
  const saves = { fen: Money.fen(12) };
  await one.accounts.decide(account, {}, (facts) => ({
    answer: undefined,
    saves: { account: facts.account.reserve(saves.fen) },
  }));
  await until('it was told of the reservation', () => Promise.resolve(seen.at(-1) === 12n ? true : null));
  watch.stop();
});

it('is not put back by a look that began before it was moved', async () => {
  await start();
  const pool = new Pool({ connectionString: database.url });
  pool.on('error', () => undefined);
  const clock = await ServiceClock.open(pool, () => wall, null);
  const ask = pool.query.bind(pool) as (text: string) => Promise<unknown>;
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  // The database has answered, and the answer is still under way.
  const late = async (text: string): Promise<unknown> => {
    const found = await ask(text);
    await held;
    return found;
  };
  Object.assign(pool, { query: late });
  const looking = clock.refresh();
  await ask('SELECT 1');
  await clock.moveTo(a.after(3600));
  answer();
  await looking;
  expect(clock.service()).toEqual(a.after(3600));
  await pool.end();
});
