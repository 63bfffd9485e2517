import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Postgres } from '../../src/adapters/postgres/open-postgres.ts';
import type { Application } from '../../src/application/application.ts';
import type { CallsUpdate } from '../../src/application/live/watch-calls.ts';
import { within } from '../../src/application/view.ts';
import type { CallId } from '../../src/domain/ids.ts';
import { newId } from '../contracts/account-harness.ts';
import * as a from '../support/a.ts';
import type { TestDatabase } from '../support/database.ts';
import { createDatabase } from '../support/database.ts';
import { HeldCommits } from '../support/held-commits.ts';
import { ignore, open } from '../support/postgres.ts';
import { applicationOver, customerIn } from '../support/replicas.ts';
import type { Customer } from '../support/scenario.ts';
import { settings } from '../support/scenario.ts';
import { until } from '../support/until.ts';
import { updatesOf } from '../support/updates.ts';

/** Which of three accounts a transaction is about; of two about one account, the second waits for the first. */
const transactions = [0, 1, 2, 0] as const;

let database: TestDatabase;
let stores: Postgres[];
let applications: Application[];
let held: HeldCommits;
beforeAll(async () => {
  database = await createDatabase();
  stores = [await open(database.url, { log: ignore }), await open(database.url, { log: ignore })];
  applications = stores.map((postgres) => applicationOver(postgres, settings));
  held = await HeldCommits.on(database.url);
});
afterAll(async () => {
  await held.close();
  await Promise.all(stores.map((postgres) => postgres.close()));
  await database.drop();
});

/** The board of one account on one replica, and beside it a reader that goes from cursor to cursor. */
class Watch {
  readonly seen = new Set<CallId>();
  readonly versions: number[] = [];
  readonly read: bigint[] = [];
  readonly #updates: AsyncGenerator<CallsUpdate, void, void>;
  #cursor: bigint;

  constructor(
    application: Application,
    private readonly postgres: Postgres,
    private readonly customer: Customer,
    head: bigint,
  ) {
    this.#cursor = head;
    this.#updates = updatesOf(application.watchCalls(customer.principal, {}, null));
  }

  async begin(): Promise<void> {
    this.#see((await this.#updates.next()).value as CallsUpdate);
    void this.#follow();
  }

  /** What was committed since the last look, as who resumes is told it. */
  async look(): Promise<void> {
    const changed = await within({ reads: this.postgres.reads }, this.customer.id, (reads) =>
      reads.changedSince(this.#cursor, 100),
    );
    for (const { sequence } of changed ?? []) this.read.push(sequence);
    this.#cursor = changed?.at(-1)?.sequence ?? this.#cursor;
  }

  async end(): Promise<void> {
    await this.#updates.return();
  }

  async #follow(): Promise<void> {
    for await (const update of this.#updates) this.#see(update);
  }

  #see({ version, items }: CallsUpdate): void {
    this.versions.push(version);
    for (const { call } of items) this.seen.add(call.id);
  }
}

/** Every order of the four in which the second of the first account comes after the first. */
const orders = permutations([0, 1, 2, 3]).filter((order) => order.indexOf(0) < order.indexOf(3));

function permutations(values: readonly number[]): number[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value) =>
    permutations(values.filter((other) => other !== value)).map((rest) => [value, ...rest]),
  );
}

it.each(orders.map((order) => [order.join(' '), order] as const))(
  'Transactions that overlap and are committed in the order %s are seen by all on both replicas, each once',
  async (_name, order) => {
    const accounts = await Promise.all([0, 1, 2].map(async () => customerIn(stores[0]!, 1000_00)));
    const heads: bigint[] = [];
    for (const { id } of accounts) heads.push(await held.newestOf(id));
    const watches = accounts.map((customer, index) =>
      stores.map((postgres, replica) => new Watch(applications[replica]!, postgres, customer, heads[index]!)),
    );
    await Promise.all(watches.flat().map((watch) => watch.begin()));

    const own = transactions.map((account, number) => {
      const { id, app } = accounts[account]!;
      const nth = transactions.slice(0, number + 1).filter((other) => other === account).length;
      return { account: id, app: app.id, sequence: heads[account]! + BigInt(nth), call: newId<CallId>() };
    });
    for (const each of own) await held.hold(each);
    const commits: Promise<void>[] = [];
    for (const [number, { account, app, call: id }] of own.entries()) {
      // The last stands behind the first, which has its lock.
      if (number === 3) await held.standing(3, 0);
      const call = a.unconfirmedCall({ id, account, app });
      const { accounts: repository } = stores[number % 2]!;
      commits.push(repository.decide(account, {}, () => ({ answer: undefined, saves: { call } })));
    }
    await held.standing(3, 1);

    for (const number of order) {
      await held.release(own[number]!);
      await commits[number];
      await Promise.all(watches.flat().map((watch) => watch.look()));
    }
    for (const [account, both] of watches.entries()) {
      const calls = own.filter(({ account: id }) => id === accounts[account]!.id);
      for (const watch of both) {
        const isWhole = (): boolean => calls.every(({ call }) => watch.seen.has(call));
        await until('the board is whole', () => Promise.resolve(isWhole() ? true : null), 5);
        expect(watch.versions).toEqual([...new Set(watch.versions)].sort((one, other) => one - other));
        expect(watch.versions.at(-1)).toBe(Number(calls.at(-1)!.sequence));
        expect(watch.read).toEqual(calls.map(({ sequence }) => sequence));
        await watch.end();
      }
    }
  },
);
