import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BilledMonth } from '../../bench/bills/bill-months.ts';
import { billMonths } from '../../bench/bills/bill-months.ts';
import { exportCalls } from '../../bench/bills/export-calls.ts';
import type { Copy } from '../../bench/bills/unbilled-copy.ts';
import { unbilledCopy } from '../../bench/bills/unbilled-copy.ts';
import { PostgresAuditor } from '../../src/adapters/postgres/audit/audit.ts';
import type { AccountId } from '../../src/domain/ids.ts';
import { falseBills } from '../support/bill-oracle.ts';
import type { TestDatabase } from '../support/database.ts';
import { administer, createDatabase, secretsKey } from '../support/database.ts';
import { figure } from '../support/figures.ts';
import { openBilling } from '../support/open-billing.ts';
import { billPlanted, plantMonths } from '../support/planted-months.ts';

/** What `npm run bench:bills` does to a million calls, done to few. */
const size = { seed: 11, accounts: 3, months: figure(3, 12), calls: figure(900, 100_000) };

let original: TestDatabase;
let copy: Copy;

beforeAll(async () => {
  original = await createDatabase();
  await plantMonths(original.url, size);
  // It may have been billed before: the copy forgets that.
  await billPlanted(original.url, size);
  copy = await unbilledCopy(original.url);
}, 600_000);
afterAll(async () => {
  await copy.drop();
  await original.drop();
});

const ask = <Row extends object>(sql: string, url = copy.url): Promise<Row[]> =>
  administer(async (client) => (await client.query(sql)).rows as Row[], url);

// Before there are bills, and mails with bills to be sent.
it.runIf(process.platform === 'linux')(
  'STAT-2: exports all calls of an account from the service as people run it',
  async () => {
    const [busiest] = await ask<{ account_id: AccountId; calls: number }>(
      'SELECT account_id, count(*)::int AS calls FROM call GROUP BY 1 ORDER BY 2 DESC LIMIT 1',
    );
    const { rows, memory } = await exportCalls(copy.url, secretsKey, busiest!.account_id);
    expect(rows).toBe(busiest?.calls);
    expect(memory).toBeGreaterThan(0);
  },
);

it('BILL-1, BILL-3: bills each month of a history in one run of its own, to the fen of an oracle over the ledger', async () => {
  const ports = await openBilling(copy.url, (_level, message) => {
    throw new Error(message);
  });
  const months: BilledMonth[] = [];
  for await (const month of billMonths(copy.url, ports, ports.log)) months.push(month);
  await ports.close();
  expect(months.map(({ month }) => month)).toEqual(
    Array.from({ length: size.months }, (_, index) => `2023-${String(index + 1).padStart(2, '0')}`),
  );
  expect(months.map(({ bills }) => bills)).toEqual(months.map(() => size.accounts));
  const [ledger] = await ask<{ postings: number }>('SELECT count(*)::int AS postings FROM transfer');
  expect(months.reduce((sum, { lines }) => sum + lines, 0)).toBe(ledger?.postings);
  expect(await administer(falseBills, copy.url)).toEqual([]);
  expect(await new PostgresAuditor({ url: copy.url, horizonSeconds: 1 }).violations()).toEqual([]);
  const said = 'SELECT account_id, month_start, hash FROM bill ORDER BY 1, 2';
  expect(await ask(said)).toEqual(await ask(said, original.url));
}, 600_000);

it.each([
  [
    'a posting of another amount',
    `UPDATE transfer SET amount_fen = amount_fen + 12 WHERE id = (SELECT min(id::text)::uuid FROM transfer)`,
  ],
  [
    'a talk of another length',
    `UPDATE call SET talk_seconds = talk_seconds + 60 WHERE id = (SELECT min(id::text)::uuid FROM call WHERE charge_fen > 0)`,
  ],
  [
    'a posting of another month',
    `UPDATE transfer SET accounting_at = accounting_at + interval '1 month' WHERE id = (SELECT min(id::text)::uuid FROM transfer)`,
  ],
  ['a bill that is missing', `DELETE FROM bill WHERE id = (SELECT min(id::text)::uuid FROM bill)`],
])('has an oracle that sees %s', async (_, tampering) => {
  const client = new Client({ connectionString: copy.url });
  await client.connect();
  await client.query('SET session_replication_role = replica');
  await client.query('BEGIN');
  await client.query(tampering);
  const wrong = await falseBills(client);
  await client.query('ROLLBACK');
  await client.end();
  expect(wrong.length).toBeGreaterThan(0);
});
