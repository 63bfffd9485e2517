import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { PostgresAccounts } from '../../../src/adapters/postgres/account-repository.ts';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import { accountRepositoryContract } from '../../contracts/account-repository.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

let database: TestDatabase;
let postgres: Postgres;
let pool: Pool;
beforeAll(async () => {
  database = await createDatabase();
  postgres = await open(database.url);
  pool = new Pool({ connectionString: database.url });
});
afterAll(async () => {
  await pool.end();
  await postgres.close();
  await database.drop();
});

accountRepositoryContract('PostgreSQL', () =>
  Promise.resolve({
    accounts: postgres.accounts,
    events: postgres.events,
    at: (now) => new PostgresAccounts(pool, { service: () => now }, randomUUID(), () => undefined),
    announced: async (account) => {
      const text =
        'SELECT seq::int AS sequence, subject_id AS subject, version FROM event WHERE account_id = $1 ORDER BY seq';
      return await administer(async (client) => (await client.query(text, [account])).rows as never, database.url);
    },
    close: () => Promise.resolve(),
  }),
);
