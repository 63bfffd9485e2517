import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Roles } from '../setup/roles.ts';
import { findRoles, quote } from '../setup/roles.ts';

/**
 * What customers are told, in the transaction that it belongs to, and the mails by which they are told. A notice without
 * a time of addressing has none yet. Times of mails are wall times.
 */
export class Notices0042 implements MigrationInterface {
  readonly name = 'Notices1700000000042';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(notices);
    await runner.query(mails);
    for (const table of ['notice', 'notice_mail']) await runner.query(guard(table, roles));
    await runner.query(grants(roles));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('What was told would be told again: restore the database instead.'));
  }
}

const notices = `
  ALTER TABLE account ADD COLUMN low_balance_told boolean NOT NULL DEFAULT false;

  CREATE TABLE notice (
    account_id uuid NOT NULL REFERENCES account (id),
    key text NOT NULL,
    kind text NOT NULL CHECK (kind ~ '^[A-Z_]{1,40}$'),
    facts jsonb NOT NULL,
    at timestamptz(3) NOT NULL,
    addressed_at timestamptz(3),
    PRIMARY KEY (account_id, key)
  );
  CREATE INDEX notice_new ON notice (at) WHERE addressed_at IS NULL;
`;

const mails = `
  CREATE TABLE notice_mail (
    account_id uuid NOT NULL,
    key text NOT NULL,
    member_id uuid NOT NULL,
    email text NOT NULL,
    state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'SENT', 'GIVEN_UP')),
    attempts integer NOT NULL DEFAULT 0,
    due_at timestamptz(3) NOT NULL,
    sent_at timestamptz(3),
    PRIMARY KEY (account_id, key, member_id),
    FOREIGN KEY (account_id, key) REFERENCES notice (account_id, key),
    FOREIGN KEY (account_id, member_id) REFERENCES member (account_id, id),
    CHECK ((state = 'SENT') = (sent_at IS NOT NULL))
  );
  CREATE INDEX notice_mail_due ON notice_mail (due_at) WHERE state = 'PENDING';
`;

function guard(table: string, roles: Roles): string {
  return `
    REVOKE ALL ON ${table} FROM PUBLIC;
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY writer ON ${table} TO ${quote(roles.writer)} USING (true) WITH CHECK (true);
  `;
}

/** Nobody but the service reads them: they tell what their readers read elsewhere. */
function grants({ writer }: Roles): string {
  return `
    GRANT SELECT, INSERT ON notice, notice_mail TO ${quote(writer)};
    GRANT UPDATE (addressed_at) ON notice TO ${quote(writer)};
    GRANT UPDATE (state, attempts, due_at, sent_at) ON notice_mail TO ${quote(writer)};
  `;
}
