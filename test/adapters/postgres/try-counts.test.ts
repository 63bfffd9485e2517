import { afterAll, beforeAll } from 'vitest';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import { tryCountsContract } from '../../contracts/try-counts.ts';
import type { TestDatabase } from '../../support/database.ts';
import { createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

let database: TestDatabase;
let postgres: Postgres;
beforeAll(async () => {
  database = await createDatabase();
  postgres = await open(database.url);
});
afterAll(async () => {
  await postgres.close();
  await database.drop();
});

tryCountsContract('PostgreSQL', () => Promise.resolve({ tries: postgres.tries, close: () => Promise.resolve() }));
