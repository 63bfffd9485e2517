import type { MigrationInterface, QueryRunner } from 'typeorm';
import { findRoles, quote } from '../setup/roles.ts';

/**
 * Who is alive, who placed a call, and the fencing token of its claim. What leases are compared with is the database's
 * clock, so it also writes when a call was placed and until when a new top-up is its orderer's.
 */
export class Replicas0006 implements MigrationInterface {
  readonly name = 'Replicas1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    const { writer } = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(replicas);
    await runner.query(claims);
    await runner.query(`
      REVOKE ALL ON replica FROM PUBLIC;
      ALTER TABLE replica ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY writer ON replica TO ${quote(writer)} USING (true) WITH CHECK (true);
      GRANT SELECT, INSERT ON replica TO ${quote(writer)};
      GRANT UPDATE (lease_until) ON replica TO ${quote(writer)};
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Access is not taken down: restore the database instead.'));
  }
}

const replicas = `
  CREATE TABLE replica (
    id uuid PRIMARY KEY,
    started_at timestamptz(3) NOT NULL,
    lease_until timestamptz(3) NOT NULL
  );
  CREATE INDEX replica_lease ON replica (lease_until);
`;

/** Without foreign keys to replica: each start of a call would lock the row that the beat writes. */
const claims = `
  ALTER TABLE call
    ADD COLUMN placed_by uuid,
    ADD COLUMN claim bigint NOT NULL DEFAULT 0,
    ADD COLUMN claimed_by uuid,
    ALTER COLUMN placed_wall_at SET DEFAULT clock_timestamp();
  ALTER TABLE top_up ALTER COLUMN claimed_until SET DEFAULT (clock_timestamp() + interval '1 minute');
`;
