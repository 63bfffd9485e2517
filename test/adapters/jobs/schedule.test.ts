import { expect, test } from 'vitest';
import { startSchedule } from '../../../src/adapters/jobs/schedule.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { ignore, open } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';
import { nothingThrown } from '../../support/nothing-thrown.ts';

/** Due now instead of at the next minute; the key keeps it one job, whoever adds it. */
const addAudit = (url: string): Promise<unknown> => {
  const job = `graphile_worker.add_job('audit', job_key := 'audit')`;
  return administer((client) => client.query(`SELECT ${job}, ${job}`), url);
};

const nothing = { issueBills: () => Promise.resolve(0), tidyUp: () => Promise.resolve(nothingThrown) };

test('the schedule goes on after a job that ended while the database was away', async () => {
  const database = await createDatabase();
  const postgres = await open(database.url, { log: ignore });
  const name = new URL(database.url).pathname.slice(1);
  const allow = (allowed: boolean): Promise<unknown> =>
    administer((client) => client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${allowed}`));
  let audits = 0;
  const auditBooks = async () => {
    audits += 1;
    if (audits > 1) return [];
    await allow(false);
    await administer((client) =>
      client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]),
    );
    throw new Error('The database is away.');
  };
  let troubles = 0;
  const log = () => void (troubles += 1);
  const schedule = await startSchedule({ auditBooks, ...nothing }, { url: postgres.scheduleUrl, log });
  try {
    await addAudit(database.url);
    await until('the schedule has noticed', () => Promise.resolve(audits === 1 && troubles > 5 ? true : null));
    await allow(true);
    await until('the audit has run again', async () => {
      await addAudit(database.url);
      return audits > 1 ? true : null;
    });
  } finally {
    await schedule.stop();
    await postgres.close();
    await database.drop();
  }
});

test('the schedule works in a role that owns its own schema and reaches nothing else', async () => {
  const database = await createDatabase();
  const postgres = await open(database.url);
  let audits = 0;
  const auditBooks = () => {
    audits += 1;
    return Promise.resolve([]);
  };
  const schedules = await Promise.all(
    [1, 2].map(() => startSchedule({ auditBooks, ...nothing }, { url: postgres.scheduleUrl, log: ignore })),
  );
  try {
    const [owner] = await administer(
      async (client) =>
        (
          await client.query<{ owner: string; tables: number }>(`
            SELECT r.rolname AS owner, (
              SELECT count(*)::int FROM pg_class t
              WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' AND has_table_privilege(r.oid, t.oid, 'SELECT')
            ) AS tables
            FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner WHERE n.nspname = 'graphile_worker'`)
        ).rows,
      database.url,
    );
    expect(owner).toMatchObject({ tables: 0 });
    expect(owner?.owner).toMatch(/_scheduler$/);

    await addAudit(database.url);
    await until('the audit has run', () => Promise.resolve(audits > 0 ? true : null));
    expect(audits).toBe(1);
  } finally {
    await Promise.all(schedules.map((schedule) => schedule.stop()));
    await postgres.close();
    await database.drop();
  }
});
