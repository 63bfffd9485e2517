import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Roles } from '../setup/roles.ts';
import { findRoles, quote } from '../setup/roles.ts';

/** ACC-7: numbers that parties are shown. One of an app and side waits for an operator at a time, and one is approved. */
export class DisplayNumbers0022 implements MigrationInterface {
  readonly name = 'DisplayNumbers1700000000022';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(table);
    await runner.query(access(roles));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE display_number');
  }
}

const table = `
  CREATE TABLE display_number (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    app_id uuid NOT NULL,
    side text NOT NULL CHECK (side IN ('CALLER_SEES', 'CALLEE_SEES')),
    number text NOT NULL,
    requested_by uuid NOT NULL,
    requested_at timestamptz(3) NOT NULL,
    status text NOT NULL,
    ticket text,
    applies_from timestamptz(3),
    applies_until timestamptz(3) CHECK (applies_until >= applies_from),
    reason text,
    decided_at timestamptz(3),
    version integer NOT NULL,
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, app_id) REFERENCES app (account_id, id),
    CONSTRAINT display_number_decided CHECK ((decided_at IS NULL) = (status = 'REQUESTED')),
    CONSTRAINT display_number_state CHECK (CASE
      WHEN status IN ('REQUESTED', 'WITHDRAWN') THEN num_nonnulls(ticket, applies_from, applies_until, reason) = 0
      WHEN status = 'REJECTED' THEN num_nonnulls(ticket, applies_from, applies_until) = 0 AND reason IS NOT NULL
      WHEN status = 'APPROVED' THEN num_nulls(ticket, applies_from) = 0 AND num_nonnulls(applies_until, reason) = 0
      WHEN status = 'SUPERSEDED' THEN num_nulls(ticket, applies_from, applies_until) = 0 AND reason IS NULL
      WHEN status = 'REVOKED' THEN num_nulls(ticket, applies_from, applies_until, reason) = 0
      ELSE false END)
  );
  CREATE UNIQUE INDEX display_number_requested ON display_number (account_id, app_id, side) WHERE status = 'REQUESTED';
  CREATE UNIQUE INDEX display_number_approved ON display_number (account_id, app_id, side) WHERE status = 'APPROVED';
  CREATE INDEX display_number_of_app ON display_number (account_id, app_id, requested_at, id);
  CREATE INDEX display_number_waiting ON display_number (requested_at, id) WHERE status = 'REQUESTED';
`;

/** A setting that was local to an earlier transaction reads as '' afterwards, not as NULL. */
function access(roles: Roles): string {
  const [member, writer, operator] = [quote(roles.member), quote(roles.writer), quote(roles.operator)];
  return `
    REVOKE ALL ON display_number FROM PUBLIC;
    ALTER TABLE display_number ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY writer ON display_number TO ${writer} USING (true) WITH CHECK (true);
    CREATE POLICY member ON display_number FOR SELECT TO ${member}
      USING (account_id = nullif(current_setting('zhuanxian.account', true), '')::uuid);
    CREATE POLICY operator ON display_number FOR SELECT TO ${operator} USING (true);
    GRANT SELECT ON display_number TO ${member}, ${operator};
    GRANT SELECT, INSERT ON display_number TO ${writer};
    GRANT UPDATE (status, ticket, applies_from, applies_until, reason, decided_at, version) ON display_number TO ${writer};
  `;
}
