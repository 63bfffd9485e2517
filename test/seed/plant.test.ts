import { Client } from 'pg';
import { expect, it } from 'vitest';
import { PostgresAuditor } from '../../src/adapters/postgres/audit/audit.ts';
import { AesSecrets } from '../../src/adapters/system/aes-secrets.ts';
import type { Plan } from '../../src/seed/plant.ts';
import { plant, shareOf } from '../../src/seed/plant.ts';
import * as a from '../support/a.ts';
import { createDatabase, secretsKey } from '../support/database.ts';
import { open } from '../support/postgres.ts';

/** March 2026, in China. */
const plan: Plan = { seed: 7, calls: 600, accounts: 3, from: new Date('2026-02-28T16:00:00.000Z'), days: 31 };
const rules = { tariff: a.tariff(), times: a.times };
const secrets = new AesSecrets(secretsKey);

it('plants a history on which the audit is green', async () => {
  const database = await createDatabase();
  const postgres = await open(database.url);
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const members = await plant(plan, { client, secrets, rules, passwordHash: 'cheap$', tell: () => undefined });
  const violations = await new PostgresAuditor({ url: database.url, horizonSeconds: 1 }).violations();
  const { rows } = await client.query<{ calls: number; kinds: number; open: number }>(`SELECT count(*)::int AS calls,
    count(DISTINCT status)::int AS kinds, (count(*) FILTER (WHERE money_state = 'RESERVED'))::int AS open FROM call`);
  const reads = postgres.reads.open(members[0]!.account);
  const page = await reads.calls({}, { first: 100, after: null });
  await reads.close();
  await client.end();
  await postgres.close();
  await database.drop();
  expect(violations).toEqual([]);
  expect(rows).toEqual([{ calls: 600, kinds: 6, open: 0 }]);
  expect(page.items).toHaveLength(100);
});

/** What is written, but for what is secret. */
async function writtenBy(seed: number): Promise<readonly string[]> {
  const written: string[] = [];
  const client = {
    query: (sql: string, values: unknown[] = []) => {
      if (!/"(app|event)"/.test(sql)) written.push(JSON.stringify([sql, values.map(String)]));
      return Promise.resolve();
    },
  };
  await plant({ ...plan, seed }, { client, secrets, rules, passwordHash: 'cheap$', tell: () => undefined });
  return written;
}

it('plants the same for the same seed, and something else for another', async () => {
  const first = await writtenBy(7);
  expect(await writtenBy(7)).toEqual(first);
  expect(await writtenBy(8)).not.toEqual(first);
});

it('gives the accounts shares that are all the calls', () => {
  const shares = [0, 1, 2].map((index) => shareOf({ calls: 1000, accounts: 3 }, index));
  expect(shares.reduce((sum, share) => sum + share)).toBe(1000);
  expect(shares[0]).toBeGreaterThan(2 * shares[2]!);
});
