import type { MigrationInterface, QueryRunner } from 'typeorm';
import { findRoles, quote } from '../setup/roles.ts';

/** What limits on calls (CALL-10) are looked up by: a row for each telephone that was called, and indexes on calls. */
export class Limits0007 implements MigrationInterface {
  readonly name = 'Limits1700000000007';

  async up(runner: QueryRunner): Promise<void> {
    const { writer } = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(callees(quote(writer)));
    await runner.query(indexes);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE callee; DROP INDEX call_alive, call_alive_app, call_answered');
  }
}

/** Of no account, so no member reads it. Times of the last hour are kept, and are replaced by the next call. */
const callees = (writer: string): string => `
  CREATE TABLE callee (
    number text PRIMARY KEY,
    rung_at timestamptz[] NOT NULL
  );
  REVOKE ALL ON callee FROM PUBLIC;
  ALTER TABLE callee ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY writer ON callee TO ${writer} USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT, UPDATE ON callee TO ${writer};
`;

/** Each is read from its end, and as far as the limit's value: the deadline of the hundredth call from behind. */
const indexes = `
  CREATE INDEX call_alive ON call (account_id, deadline) WHERE money_state = 'RESERVED';
  CREATE INDEX call_alive_app ON call (account_id, app_id, deadline) WHERE money_state = 'RESERVED';
  CREATE INDEX call_answered ON call (account_id, callee, ended_at) WHERE status = 'COMPLETED';
`;
