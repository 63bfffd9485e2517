import type { MigrationInterface, QueryRunner } from 'typeorm';
import { findRoles, quote } from '../setup/roles.ts';

/** ROLE-2: what was tried how often. Of nobody's account, and thrown away after a while. */
export class Tries0019 implements MigrationInterface {
  readonly name = 'Tries1700000000019';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    const writer = quote(roles.writer);
    await runner.query(`
      CREATE TABLE tries (
        key text PRIMARY KEY,
        tried_at timestamptz[] NOT NULL
      );
      REVOKE ALL ON tries FROM PUBLIC;
      ALTER TABLE tries ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY writer ON tries TO ${writer} USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT, UPDATE, DELETE ON tries TO ${writer};
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tries');
  }
}
