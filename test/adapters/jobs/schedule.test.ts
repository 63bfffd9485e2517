import { expect, test } from 'vitest';
import { startSchedule } from '../../../src/adapters/jobs/schedule.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { ignore, open } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';
import { nothingThrown } from '../../support/nothing-thrown.ts';

test('the schedule works in a role that owns its own schema and reaches nothing else', async () => {
  const database = await createDatabase();
  const postgres = await open(database.url);
  let audits = 0;
  const auditBooks = () => {
    audits += 1;
    return Promise.resolve([]);
  };
  const tidyUp = () => Promise.resolve(nothingThrown);
  const schedules = await Promise.all(
    [1, 2].map(() =>
      startSchedule(
        { auditBooks, issueBills: () => Promise.resolve(0), tidyUp },
        { url: postgres.scheduleUrl, log: ignore },
      ),
    ),
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

    // Due now instead of at the next minute; the key keeps it one job, whoever adds it.
    await administer(
      (client) =>
        client.query(
          `SELECT graphile_worker.add_job('audit', job_key := 'audit'), graphile_worker.add_job('audit', job_key := 'audit')`,
        ),
      database.url,
    );
    await until('the audit has run', () => Promise.resolve(audits > 0 ? true : null));
    expect(audits).toBe(1);
  } finally {
    await Promise.all(schedules.map((schedule) => schedule.stop()));
    await postgres.close();
    await database.drop();
  }
});
