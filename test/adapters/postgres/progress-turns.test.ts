import { afterAll, beforeAll } from 'vitest';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import { progressTurnsContract } from '../../contracts/progress-turns.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

let database: TestDatabase;
let replicas: Postgres[];
beforeAll(async () => {
  database = await createDatabase();
  replicas = [await open(database.url), await open(database.url)];
});
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
  await database.drop();
});

async function pass(milliseconds: number): Promise<void> {
  const sql = `UPDATE progress_turn SET next_at = next_at - interval '${milliseconds} milliseconds'`;
  await administer((client) => client.query(sql), database.url);
}

progressTurnsContract('PostgreSQL', () => {
  const [ours, theirs] = replicas.map(({ turns }) => turns);
  return Promise.resolve({ ours: ours!, theirs: theirs!, pass, close: () => Promise.resolve() });
});
