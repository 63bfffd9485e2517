import type { MigrationInterface, QueryRunner } from 'typeorm';
import { findRoles, quote } from '../setup/roles.ts';

/**
 * Events are kept for days, not for ever. The writer role may delete old ones, but never the newest of an account: its
 * number is where the account's watchers are. Nor one of the last hour, which may be the only trace of a decision whose
 * answer was lost.
 */
export class EventRetention0031 implements MigrationInterface {
  readonly name = 'EventRetention1700000000031';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    const writer = quote(roles.writer);
    await runner.query(`
      ALTER TABLE event ADD COLUMN recorded_at timestamptz(3) NOT NULL DEFAULT now();
      CREATE POLICY perishable ON event AS RESTRICTIVE FOR DELETE TO ${writer}
        USING (recorded_at < now() - interval '1 hour'
          AND seq < (SELECT sequence FROM account WHERE id = account_id));
      GRANT DELETE ON event TO ${writer};
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Access is not taken down: restore the database instead.'));
  }
}
