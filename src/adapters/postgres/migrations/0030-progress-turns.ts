import type { MigrationInterface, QueryRunner } from 'typeorm';
import { findRoles, quote } from '../setup/roles.ts';

/**
 * LIVE-3: when the progress of a watched call may be asked for next. Unlogged: a turn is not worth the wait for a disk, and
 * a crash that loses them costs one question per call.
 */
export class ProgressTurns0030 implements MigrationInterface {
  readonly name = 'ProgressTurns1700000000030';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    const writer = quote(roles.writer);
    await runner.query(`
      CREATE UNLOGGED TABLE progress_turn (
        account_id uuid NOT NULL,
        call_id uuid NOT NULL,
        next_at timestamptz(3) NOT NULL,
        PRIMARY KEY (account_id, call_id)
      );
      REVOKE ALL ON progress_turn FROM PUBLIC;
      ALTER TABLE progress_turn ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY writer ON progress_turn TO ${writer} USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT, UPDATE, DELETE ON progress_turn TO ${writer};
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE progress_turn');
  }
}
