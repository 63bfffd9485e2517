import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownerSource } from '../../../src/adapters/postgres/data-source.ts';
import { lookups } from '../../../src/adapters/postgres/lookups.ts';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import type { Statement } from '../../../src/adapters/postgres/statements.ts';
import { shanghaiDay } from '../../../src/domain/day.ts';
import type { AccountId } from '../../../src/domain/ids.ts';
import { standardCallLimits } from '../../../src/domain/limits.ts';
import { anApp, openAccount } from '../../contracts/account-harness.ts';
import * as a from '../../support/a.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

let database: TestDatabase;
let postgres: Postgres;
const account = randomUUID() as AccountId;
const call = a.openCall({}, { account, app: anApp(account).id });

beforeAll(async () => {
  database = await createDatabase();
  postgres = await open(database.url);
  await openAccount(postgres.accounts, account, 1000_00);
  const app = a.app({ ...anApp(account), id: call.order.app });
  await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { app, call } }));
});
afterAll(async () => {
  await postgres.close();
  await database.drop();
});

/** As the owner, whom no grant holds: what stops him is the table itself. */
const asOwner = <T>(work: (client: Client) => Promise<T>): Promise<T> => administer(work, database.url);

it('has, column by column, the tables that the row definitions describe', async () => {
  const source = await ownerSource(database.url).initialize();
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  await source.destroy();
  // TypeORM knows nothing of partial indexes, CHECKs and composite foreign keys without its relations: it would only
  // take away what it does not know. Columns, their types, their defaults and primary keys it compares.
  const aboutColumns = upQueries.filter(({ query }) => !/^(DROP INDEX|ALTER TABLE \S+ DROP CONSTRAINT)/.test(query));
  expect(aboutColumns.map(({ query }) => query)).toEqual([]);
});

describe('the database itself refuses', () => {
  it.each([
    ['a negative balance', 'UPDATE account SET balance_fen = -1, reserved_fen = 0', 'account_reserved'],
    ['more reserved than there is', 'UPDATE account SET reserved_fen = balance_fen + 1', 'account_reserved'],
    ['less than nothing reserved', 'UPDATE account SET reserved_fen = -1', 'account_reserved'],
    ['a settled call that is ringing', `UPDATE call SET money_state = 'SETTLED'`, 'call_'],
    ['a completed call without a report', `UPDATE call SET money_state = 'SETTLED', status = 'COMPLETED'`, 'call_'],
    ['an ended call without an end', `UPDATE call SET money_state = 'VOIDED', status = 'FAILED'`, 'call_'],
    ['a call without a callee', 'UPDATE call SET callee = NULL', 'call_parties'],
    ['a call with members', `UPDATE call SET members = '1 2 3'`, 'call_parties'],
    [
      'a conference of two',
      `UPDATE call SET kind = 'CONFERENCE', callee = NULL, callees = '{1}', members = '1'`,
      'call_',
    ],
    ['a kind that nobody knows', `UPDATE call SET kind = 'PARTY'`, 'call_'],
    ['bounds that no conference fits', 'UPDATE app SET min_parties = 9', 'app_parties'],
    ['a limit that lets no call through', 'UPDATE account SET calls_at_once = 0', 'account_limits'],
    ['a limit on spending that is none of ours', 'UPDATE account SET spend_per_day_fen = -2', 'account_limits'],
    ['a cool-down that ended before', 'UPDATE account SET cool_down_seconds = -1', 'account_limits'],
    ['an app that lets no call through', 'UPDATE app SET calls_at_once = 0', 'app_limits'],
    ['an open call that nobody looks after', 'UPDATE call SET due_at = NULL', 'call_due'],
  ])('%s', async (_, sql, constraint) => {
    await expect(asOwner((client) => client.query(sql))).rejects.toMatchObject({
      code: '23514',
      constraint: expect.stringContaining(constraint) as unknown,
    });
  });

  it('a second call of one session in an app', async () => {
    const twin = a.openCall({}, { ...call.order, id: randomUUID() as never });
    const saving = postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { call: twin } }));
    await expect(saving).rejects.toMatchObject({ constraint: 'call_session' });
  });

  it("a call of another account's app", async () => {
    const other = randomUUID() as AccountId;
    await openAccount(postgres.accounts, other, 1000_00);
    const theirs = a.unconfirmedCall({ account: other, app: call.order.app, id: randomUUID() as never });
    const saving = postgres.accounts.decide(other, {}, () => ({ answer: undefined, saves: { call: theirs } }));
    await expect(saving).rejects.toMatchObject({ code: '23503' });
  });

  it.each(['UPDATE transfer SET amount_fen = 1', 'DELETE FROM transfer', 'TRUNCATE transfer'])(
    'to change the ledger, even for its owner: %s',
    async (sql) => {
      await expect(asOwner((client) => client.query(sql))).rejects.toThrow('The ledger is never changed');
    },
  );

  it.each([`UPDATE operator_action SET reason = 'none'`, 'DELETE FROM operator_action', 'TRUNCATE operator_action'])(
    'to change what operators did, even for the owner: %s',
    async (sql) => {
      await expect(asOwner((client) => client.query(sql))).rejects.toThrow('The trail of what operators did');
    },
  );
});

it("refuses to save another account's row under this account's lock", async () => {
  const other = randomUUID() as AccountId;
  await openAccount(postgres.accounts, other, 0);
  const stolen = postgres.accounts.decide(other, {}, () => ({ answer: undefined, saves: { call } }));
  await expect(stolen).rejects.toThrow('belongs to its account');
});

/** Has every field that some key has, and is a string where a key is one. */
const lookupKeys = Object.assign('x', {
  limits: standardCallLimits,
  day: shanghaiDay(a.noon),
  token: 1n,
  callees: [],
  parties: { kind: 'CALL', caller: 'x', callee: 'x' },
});
const membersKey = { app: 'x', parties: { kind: 'CONFERENCE', members: 'x' } };

it.each([
  ...Object.entries(lookups).map(
    ([name, lookup]) => [name, lookup, ['rings', 'deliveries'].includes(name) ? [] : lookupKeys] as const,
  ),
  ['openBetween, members', lookups.openBetween, membersKey] as const,
  ['unmatched, members', lookups.unmatched, membersKey] as const,
  ['parkedBetween, members', lookups.parkedBetween, membersKey] as const,
])('looks up by an index on tables that were never analysed: %s', async (name, lookup, key) => {
  const { text, values } = (lookup.ask as (account: AccountId, key: unknown) => Statement)(account, key);
  const plan = await asOwner(async (client) => {
    await client.query('SET plan_cache_mode = force_generic_plan');
    await client.query(`PREPARE lookup AS ${text}`);
    const nulls = values.map(() => 'NULL').join(', ');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN EXECUTE lookup (${nulls})`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
  expect(plan).not.toContain('Seq Scan');
  // A telephone belongs to no account: its row is found by what a second one would break.
  expect(plan).toContain(name === 'rings' ? 'Conflict Arbiter Indexes: callee_pkey' : 'account_id =');
});
