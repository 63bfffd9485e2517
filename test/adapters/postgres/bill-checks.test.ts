import { afterAll, beforeAll, expect, it } from 'vitest';
import { claimBillCheck } from '../../../src/adapters/postgres/bill-checks.ts';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import { within } from '../../../src/application/view.ts';
import { noTotals } from '../../../src/domain/bill.ts';
import type { AccountId } from '../../../src/domain/ids.ts';
import { Money } from '../../../src/domain/money.ts';
import { monthNamed } from '../../../src/domain/month.ts';
import { newId, openAccount } from '../../contracts/account-harness.ts';
import { billChecksContract } from '../../contracts/bill-checks.ts';
import * as a from '../../support/a.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

let database: TestDatabase;
let replicas: readonly [Postgres, Postgres];
beforeAll(async () => {
  database = await createDatabase();
  replicas = [await open(database.url), await open(database.url)];
});
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
  await database.drop();
});

const run = (sql: string): Promise<unknown> => administer((client) => client.query(sql), database.url);

billChecksContract('PostgreSQL', () => {
  const [ours, theirs] = replicas;
  return Promise.resolve({
    accounts: ours.accounts,
    events: ours.events,
    announced: () => Promise.resolve([]),
    ours: ours.billChecks,
    theirs: theirs.billChecks,
    pass: async (seconds) => {
      const earlier = (column: string): string => `${column} = ${column} - interval '${seconds} seconds'`;
      await run(`UPDATE bill_check SET ${earlier('due_at')}, ${earlier('claimed_until')}`);
    },
    checkOf: async ({ account, month }) => (await within(ours, account, (reads) => reads.bill(month)))!.check,
    // Nothing that a test leaves is due in the next.
    close: async () => {
      await run('UPDATE bill_check SET due_at = NULL, finished_at = now() WHERE due_at IS NOT NULL');
    },
  });
});

it('are free for others when their replica has left', async () => {
  const account = newId<AccountId>();
  await openAccount(replicas[0].accounts, account, 0);
  const figures = { month: monthNamed('2026-03')!, opening: Money.zero, totals: noTotals, hash: 'a'.repeat(64) };
  const bill = { ...figures, id: newId<string>(), account, issuedAt: a.noon };
  await replicas[0].accounts.decide(account, {}, () => ({ answer: undefined, saves: { bill } }));
  const leaving = await open(database.url);
  expect(await leaving.billChecks.claim(1, 600)).toMatchObject({ bill: bill.id });
  expect(await replicas[0].billChecks.claim(1, 600)).toBeNull();
  await leaving.close();
  expect(await replicas[0].billChecks.claim(1, 600)).toMatchObject({ bill: bill.id });
});

it('looks for work by an index alone', async () => {
  const plan = await administer(async (client) => {
    await client.query('SET enable_seqscan = off');
    const values = ['1', '300', 'NULL'];
    const literal = claimBillCheck.replaceAll(/\$(\d)/g, (_match, place: string) => values[Number(place) - 1]!);
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${literal}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }, database.url);
  expect(plan).toMatch(/Index Scan.* bill_check_due/);
});
