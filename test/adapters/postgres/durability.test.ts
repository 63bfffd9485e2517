import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { writerPool } from '../../../src/adapters/postgres/data-source.ts';
import { patienceWithin } from '../../../src/adapters/postgres/patience.ts';
import { unsafeSettings } from '../../../src/adapters/postgres/setup/durability.ts';
import { findRoles } from '../../../src/adapters/postgres/setup/roles.ts';
import type { Ask } from '../../../src/adapters/postgres/setup/roles.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

async function writers(): Promise<{ pool: Pool; role: string }> {
  const { writer: role } = await administer(
    (client) => findRoles(async (sql) => (await client.query(sql)).rows as never),
    database.url,
  );
  const pool = writerPool(database.url, { role, size: 1, patience: patienceWithin(5), warn: () => undefined });
  onTestFinished(() => pool.end());
  return { pool, role };
}

describe('CALL-5: what was committed before a dial', () => {
  it('is on disk, whatever the server and the database say', async () => {
    const name = new URL(database.url).pathname.slice(1);
    await administer((client) => client.query(`ALTER DATABASE ${name} SET synchronous_commit = off`));
    const { pool, role } = await writers();
    const { rows } = await pool.query('SELECT current_user AS role, current_setting($1) AS commits', [
      'synchronous_commit',
    ]);
    expect(rows).toEqual([{ role, commits: 'on' }]);
  });

  it('is not safe where the server waits for no disk', async () => {
    const told = (settings: Readonly<Record<string, string>>): Ask => {
      const rows = Object.entries(settings).map(([name, setting]) => ({ name, setting }));
      return () => Promise.resolve(rows as never);
    };
    expect(await unsafeSettings(told({ fsync: 'on', full_page_writes: 'on', geqo: 'off' }))).toEqual([]);
    expect(await unsafeSettings(told({ fsync: 'off', full_page_writes: 'on' }))).toEqual(['fsync']);
    const { pool } = await writers();
    const found = await unsafeSettings(async (sql) => (await pool.query(sql)).rows as never);
    const { rows } = await pool.query(`SELECT name FROM pg_settings
      WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off' ORDER BY name`);
    expect(rows).toEqual(found.map((name) => ({ name })));
  });
});
