import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Postgres, PostgresOptions } from '../../../src/adapters/postgres/open-postgres.ts';
import type { Facts } from '../../../src/application/ports/account-repository.ts';
import { ServiceBusy } from '../../../src/application/ports/service-busy.ts';
import type { AccountId } from '../../../src/domain/ids.ts';
import { Money } from '../../../src/domain/money.ts';
import { openAccount } from '../../contracts/account-harness.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { figure } from '../../support/figures.ts';
import { ignore, open } from '../../support/postgres.ts';
import { Proxy } from '../../support/proxy.ts';

let database: TestDatabase;
let proxy: Proxy;
let postgres: Postgres;
let account: AccountId;

beforeEach(async () => {
  database = await createDatabase();
  proxy = await Proxy.before(database.url);
});
afterEach(async () => {
  await postgres.close();
  await proxy.close();
  await database.drop();
});

async function start(given: Partial<PostgresOptions>): Promise<void> {
  postgres = await open(proxy.url, { log: ignore, ...given });
  account = randomUUID() as AccountId;
  await openAccount(postgres.accounts, account, 1000_00);
}

const reserve = (facts: Facts<never>) => ({
  answer: undefined,
  saves: { account: facts.account.reserve(Money.fen(12)) },
});
const reserved = (of = account) =>
  postgres.accounts.decide(of, {}, (facts) => ({ answer: facts.account.reserved.fen }));

/** Holds the account's row while the work is done. */
const locked = <T>(work: () => Promise<T>): Promise<T> =>
  administer(async (client) => {
    await client.query('BEGIN');
    await client.query('SELECT FROM account WHERE id = $1 FOR UPDATE', [account]);
    const result = await work();
    await client.query('ROLLBACK');
    return result;
  }, database.url);

describe('CRASH-10: what a busy database has no room for is shed', () => {
  it('when a view loses its connection between two of its reads', async () => {
    await start({});
    const view = postgres.reads.open(account);
    await view.account();
    await administer(
      (client) =>
        client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`,
        ),
      database.url,
    );
    await expect(view.account()).rejects.toThrow(ServiceBusy);
    await expect(view.apps()).rejects.toThrow(ServiceBusy);
    await view.close();
  });

  it('when an account stays locked', async () => {
    await start({ patience: { lockMs: 100 } });
    await locked(() => expect(postgres.accounts.decide(account, {}, reserve)).rejects.toThrow(ServiceBusy));
    expect(await reserved()).toBe(0n);
  });

  it('when no connection comes free, while the lease is renewed all the same', async () => {
    await start({ patience: { connectionMs: 200 }, poolSizes: { members: 1, writers: 1, doormen: 1 } });
    const before = postgres.register.leaseUntil();
    const { first } = await locked(async () => {
      const first = postgres.accounts.decide(account, {}, reserve);
      const second = postgres.accounts.decide(account, {}, reserve);
      await expect(second).rejects.toMatchObject({ name: 'ServiceBusy', retryAfterSeconds: 1 });
      await expect
        .poll(() => postgres.register.leaseUntil().getTime(), { timeout: 5000 })
        .toBeGreaterThan(before.getTime());
      return { first };
    });
    await first;
    expect(await reserved()).toBe(12n);
  });

  it('when it cannot be reached', async () => {
    await start({});
    proxy.cutAt('BEGIN', 'BEFORE_IT_ARRIVES', 1000);
    await expect(postgres.accounts.decide(account, {}, reserve)).rejects.toThrow(ServiceBusy);
    await expect(openAccount(postgres.accounts, randomUUID() as AccountId, 0)).rejects.toThrow(ServiceBusy);
    expect(proxy.cuts).toBe(12);
    const view = postgres.reads.open(account);
    await expect(view.account()).rejects.toThrow(ServiceBusy);
    await view.close();
    proxy.cutAt('', 'BEFORE_IT_ARRIVES', 0);
    expect(await reserved()).toBe(0n);
  });

  it('but never where a commit may have taken place', async () => {
    await start({ patience: { lockMs: 100, connectionMs: 200 } });
    proxy.cutAt('COMMIT', 'BEFORE_THE_ANSWER');
    const deciding = postgres.accounts.decide(account, {}, (facts) => {
      const cut = proxy.cutAt.bind(proxy);
      queueMicrotask(() => cut('', 'BEFORE_THE_ANSWER', 1000));
      return reserve(facts);
    });
    await expect(deciding).rejects.toThrow('COMMIT');
  });

  it('and not for a new account either', async () => {
    await start({});
    const id = randomUUID() as AccountId;
    proxy.cutAt('COMMIT', 'BEFORE_THE_ANSWER', 1000);
    await expect(openAccount(postgres.accounts, id, 0)).rejects.toThrow('COMMIT');
    proxy.cutAt('COMMIT', 'BEFORE_THE_ANSWER', 0);
    expect(await reserved(id)).toBe(0n);
  });
});

describe('CRASH-9: a process that stands still in the middle of a decision', () => {
  it('loses its lock and decides anew', async () => {
    await start({ patience: { writerIdleMs: 150 } });
    let runs = 0;
    await postgres.accounts.decide(account, {}, (facts) => {
      runs += 1;
      // Nothing of this process goes on meanwhile, as under SIGSTOP.
      if (runs === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600);
      return reserve(facts);
    });
    expect(runs).toBe(2);
    expect(await reserved()).toBe(12n);
  });
});

describe('CRASH-15: conflicts', () => {
  const accounts = 4;
  const decisions = figure(100, 2_000);

  it.each(['40001', '40P01'])(
    'in a fifth of the transactions are invisible, and double nothing: %s',
    async (code) => {
      await start({});
      const ids = Array.from({ length: accounts }, () => randomUUID() as AccountId);
      for (const id of ids) await openAccount(postgres.accounts, id, 1000_00);
      await administer((client) => client.query(everyFifth(code)), database.url);
      const chain = async (id: AccountId) => {
        for (let index = 0; index < decisions; index++) await postgres.accounts.decide(id, {}, reserve);
      };
      await Promise.all(ids.map(chain));
      for (const id of ids) expect(await reserved(id)).toBe(12n * BigInt(decisions));
      const { rows } = await administer((client) => client.query('SELECT tries::int FROM forced'), database.url);
      const tries = (rows as { tries: number }[]).reduce((sum, row) => sum + row.tries, 0);
      expect(tries).toBeGreaterThanOrEqual(Math.floor((accounts * decisions * 5) / 4) - accounts);
    },
    600_000,
  );
});

/** Counts outside of the transaction, by account: a sequence keeps what a rollback takes back. */
function everyFifth(code: string): string {
  return `
    CREATE VIEW forced AS SELECT coalesce(last_value, 0) AS tries FROM pg_sequences WHERE sequencename LIKE 'forced_%';
    CREATE FUNCTION force() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $body$
    DECLARE number bigint;
    BEGIN
      number := nextval(quote_ident('forced_' || NEW.id));
      IF number % 5 = 0 THEN RAISE EXCEPTION 'forced' USING ERRCODE = '${code}'; END IF;
      RETURN NEW;
    END $body$;
    CREATE TRIGGER force BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION force();
    DO $body$ DECLARE one uuid; BEGIN
      FOR one IN SELECT id FROM account LOOP EXECUTE format('CREATE SEQUENCE %I', 'forced_' || one); END LOOP;
    END $body$;
  `;
}
