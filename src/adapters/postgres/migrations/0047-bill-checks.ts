import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Roles } from '../setup/roles.ts';
import { findRoles, quote } from '../setup/roles.ts';

/** BILL-5: what the provider tells of bills' lines, beside the bills. What was found of a line is never changed. */
export class BillChecks0047 implements MigrationInterface {
  readonly name = 'BillChecks1700000000047';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(checks);
    // With row-level security forced, the owner would find no bill.
    await runner.query('ALTER TABLE bill NO FORCE ROW LEVEL SECURITY');
    await runner.query('INSERT INTO bill_check (account_id, month_start) SELECT account_id, month_start FROM bill');
    await runner.query('ALTER TABLE bill FORCE ROW LEVEL SECURITY');
    for (const table of ['bill_check', 'bill_line_check']) await runner.query(guard(table, roles));
    await runner.query(grants(roles));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('What was found of bills is not taken back: restore the database instead.'));
  }
}

/** A bill without a share waits for its first turn. `due_at` is by the database's clock. */
const checks = `
  CREATE TABLE bill_check (
    account_id uuid NOT NULL,
    month_start timestamptz(3) NOT NULL,
    share double precision CHECK (share > 0 AND share <= 1),
    matched integer NOT NULL DEFAULT 0,
    duration_differs integer NOT NULL DEFAULT 0,
    missing integer NOT NULL DEFAULT 0,
    finished_at timestamptz(3),
    passes integer NOT NULL DEFAULT 0,
    unanswered integer NOT NULL DEFAULT 0,
    after_at timestamptz(3),
    after_id uuid,
    due_at timestamptz DEFAULT now(),
    claim bigint NOT NULL DEFAULT 0,
    claimed_by uuid,
    claimed_until timestamptz,
    PRIMARY KEY (account_id, month_start),
    FOREIGN KEY (account_id, month_start) REFERENCES bill (account_id, month_start),
    CONSTRAINT bill_check_over CHECK ((finished_at IS NULL) = (due_at IS NOT NULL)),
    CONSTRAINT bill_check_place CHECK ((after_at IS NULL) = (after_id IS NULL))
  );
  CREATE INDEX bill_check_differs ON bill_check (account_id, month_start) WHERE duration_differs + missing > 0;
  CREATE INDEX bill_month ON bill (month_start, id);
  CREATE INDEX bill_check_due ON bill_check (due_at) WHERE due_at IS NOT NULL;

  CREATE TABLE bill_line_check (
    account_id uuid NOT NULL,
    line_id uuid NOT NULL,
    month_start timestamptz(3) NOT NULL,
    state text NOT NULL CHECK (state IN ('MATCHED', 'DURATION_DIFFERS', 'MISSING_AT_PROVIDER')),
    provider_seconds integer,
    checked_at timestamptz(3) NOT NULL,
    PRIMARY KEY (account_id, line_id),
    FOREIGN KEY (account_id, month_start) REFERENCES bill_check (account_id, month_start),
    CONSTRAINT bill_line_told CHECK ((provider_seconds IS NULL) = (state = 'MISSING_AT_PROVIDER'))
  );
  CREATE INDEX bill_line_differs ON bill_line_check (account_id, month_start, line_id) WHERE state <> 'MATCHED';
`;

/** A setting that was local to an earlier transaction reads as '' afterwards, not as NULL. */
function guard(table: string, { member, writer, operator }: Roles): string {
  return `
    REVOKE ALL ON ${table} FROM PUBLIC;
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY writer ON ${table} TO ${quote(writer)} USING (true) WITH CHECK (true);
    CREATE POLICY member ON ${table} FOR SELECT TO ${quote(member)}
      USING (account_id = nullif(current_setting('zhuanxian.account', true), '')::uuid);
    CREATE POLICY operator ON ${table} FOR SELECT TO ${quote(operator)} USING (true);
    GRANT SELECT ON ${table} TO ${quote(member)}, ${quote(operator)};
  `;
}

/** Operators read bills as well. */
function grants({ writer, operator }: Roles): string {
  return `
    GRANT SELECT, INSERT, UPDATE ON bill_check TO ${quote(writer)};
    GRANT SELECT, INSERT ON bill_line_check TO ${quote(writer)};
    CREATE POLICY operator ON bill FOR SELECT TO ${quote(operator)} USING (true);
    GRANT SELECT ON bill TO ${quote(operator)};
  `;
}
