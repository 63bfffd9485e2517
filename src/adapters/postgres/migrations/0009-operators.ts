import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Roles } from '../setup/roles.ts';
import { findRoles, quote } from '../setup/roles.ts';

/** Operators, where they are signed in, what they did, and the role in which they read across accounts. */
export class Operators0009 implements MigrationInterface {
  readonly name = 'Operators1700000000009';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(operators);
    await runner.query(trail);
    await runner.query(decisions);
    await runner.query(lists);
    for (const table of ['operator', 'operator_login', 'operator_action']) await runner.query(guard(table, roles));
    for (const table of readable) await runner.query(show(table, roles));
    await runner.query(grants(roles));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('What operators did is not taken down: restore the database instead.'));
  }
}

const operators = `
  CREATE TABLE operator (
    id uuid PRIMARY KEY,
    email text NOT NULL CONSTRAINT operator_email UNIQUE,
    password_hash text NOT NULL,
    created_at timestamptz(3) NOT NULL
  );

  CREATE TABLE operator_login (
    id uuid PRIMARY KEY,
    operator_id uuid NOT NULL REFERENCES operator (id),
    access_digest text NOT NULL CONSTRAINT operator_login_access UNIQUE,
    access_expires timestamptz(3) NOT NULL,
    ended_at timestamptz(3)
  );
  CREATE INDEX operator_login_open ON operator_login (operator_id) WHERE ended_at IS NULL;
`;

const trail = `
  CREATE TABLE operator_action (
    id uuid PRIMARY KEY,
    operator_id uuid NOT NULL REFERENCES operator (id),
    at timestamptz(3) NOT NULL,
    account_id uuid NOT NULL REFERENCES account (id),
    subject text NOT NULL,
    action text NOT NULL CHECK (action IN ('RESOLVE_CALL')),
    reason text NOT NULL,
    details jsonb NOT NULL
  );
  CREATE INDEX operator_action_subject ON operator_action (account_id, subject, at);

  CREATE FUNCTION refuse_trail_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'The trail of what operators did is never changed.' USING ERRCODE = '42501';
    END
  $$;
  CREATE TRIGGER operator_action_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON operator_action
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_trail_change();
`;

/** CALL-5: a call that an operator settled may have no session. A late callback then finds it by its numbers. */
const decisions = `
  ALTER TABLE request DROP CONSTRAINT request_operation_check;
  ALTER TABLE request ADD CONSTRAINT request_operation CHECK (operation IN ('startCall', 'topUp', 'resolveCall'));

  ALTER TABLE call DROP CONSTRAINT call_report_source_check, DROP CONSTRAINT call_report;
  ALTER TABLE call
    ADD CONSTRAINT call_report_source CHECK (report_source IN ('CALLBACK', 'QUERY')
      OR report_source = 'OPERATOR' AND money_state = 'SETTLED'),
    ADD CONSTRAINT call_report CHECK (
      num_nulls(report_source, report_caller, report_callee, talk_seconds, legs, charge_fen) IN (0, 6)
      AND (money_state <> 'RESERVED' OR report_source IS NULL)
      AND (money_state <> 'SETTLED' OR report_source IS NOT NULL)
      AND (report_source IS NULL OR report_source = 'OPERATOR' OR session IS NOT NULL));

  DROP INDEX call_unmatched;
  CREATE INDEX call_unmatched ON call (account_id, app_id, caller, callee)
    WHERE session IS NULL AND status IN ('UNCONFIRMED', 'FAILED', 'COMPLETED');
`;

/** Lists are of (time, id), across accounts, newest first. */
const lists = `
  ALTER TABLE discrepancy ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid();
  ALTER TABLE discrepancy ALTER COLUMN id DROP DEFAULT;
  ALTER TABLE callback ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid();
  ALTER TABLE callback ALTER COLUMN id DROP DEFAULT;

  CREATE INDEX discrepancy_opened ON discrepancy (opened_at, id);
  CREATE INDEX callback_parked ON callback (received_at, id) WHERE state = 'PARKED';
  CREATE INDEX alarm_opened ON alarm (opened_at, id);
  CREATE INDEX call_unconfirmed ON call (placed_at, id) WHERE status = 'UNCONFIRMED';
`;

/** Nothing by which somebody signs in, at our door or at the provider's, is among them. */
const readable = ['account', 'call', 'discrepancy', 'callback', 'alarm'];

function guard(table: string, roles: Roles): string {
  return `
    REVOKE ALL ON ${table} FROM PUBLIC;
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY writer ON ${table} TO ${quote(roles.writer)} USING (true) WITH CHECK (true);
  `;
}

function show(table: string, roles: Roles): string {
  return `
    CREATE POLICY operator ON ${table} FOR SELECT TO ${quote(roles.operator)} USING (true);
    GRANT SELECT ON ${table} TO ${quote(roles.operator)};
  `;
}

function grants(roles: Roles): string {
  const writer = quote(roles.writer);
  return `
    GRANT USAGE ON SCHEMA public TO ${quote(roles.operator)};
    GRANT SELECT, INSERT ON operator, operator_login TO ${writer};
    GRANT UPDATE (ended_at) ON operator_login TO ${writer};
    GRANT INSERT ON operator_action TO ${writer};
  `;
}
