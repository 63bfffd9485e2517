import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Apps, and calls with their one resolution. */
export class Calls0002 implements MigrationInterface {
  readonly name = 'Calls1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(apps);
    await runner.query(calls);
    await runner.query(callIndexes);
    await runner.query(resolutions);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE discrepancy, resolution, call, app');
  }
}

const apps = `
  CREATE TABLE app (
    account_id uuid NOT NULL REFERENCES account (id),
    id uuid NOT NULL,
    name text NOT NULL,
    app_key text NOT NULL CONSTRAINT app_key UNIQUE,
    sealed_secret text NOT NULL,
    accid text NOT NULL,
    callback_key text NOT NULL CONSTRAINT app_callback_key UNIQUE,
    service text NOT NULL CHECK (service IN ('DISABLED', 'ENABLED')),
    default_seconds integer NOT NULL CHECK (default_seconds > 0),
    ceiling_seconds integer NOT NULL CHECK (ceiling_seconds >= default_seconds),
    created_at timestamptz(3) NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (account_id, id)
  );
`;

const calls = `
  CREATE TABLE call (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    app_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind = 'CALL'),
    caller text NOT NULL,
    callee text NOT NULL CHECK (callee <> caller),
    reference text,
    tariff_version text NOT NULL,
    tariff_price_fen bigint NOT NULL CHECK (tariff_price_fen > 0),
    tariff_basis text NOT NULL CHECK (tariff_basis IN ('CONVERSATION', 'EACH_PARTY')),
    granted_seconds integer NOT NULL CHECK (granted_seconds > 0),
    reservation_fen bigint NOT NULL CHECK (reservation_fen > 0),
    placed_at timestamptz(3) NOT NULL,
    deadline timestamptz(3) NOT NULL CHECK (deadline > placed_at),
    money_state text NOT NULL,
    status text NOT NULL,
    session text,
    answered_at timestamptz(3),
    refusal_code integer,
    refusal_retry_seconds integer,
    report_source text CHECK (report_source IN ('CALLBACK', 'QUERY')),
    report_caller text,
    report_callee text,
    report_created_at timestamptz(3),
    talk_seconds integer CHECK (talk_seconds >= 0),
    -- Not jsonb, which refuses some of the strings that a provider may send.
    legs json,
    charge_fen bigint CHECK (charge_fen >= 0),
    ended_at timestamptz(3),
    version integer NOT NULL,
    changed_at timestamptz(3) NOT NULL,
    due_at timestamptz(3),
    placed_wall_at timestamptz(3) NOT NULL,
    claimed_until timestamptz(3),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, app_id) REFERENCES app (account_id, id),
    CONSTRAINT call_status CHECK (CASE money_state
      WHEN 'RESERVED' THEN status IN
        ('PLACING', 'UNCONFIRMED', 'DIALING', 'CALLER_RINGING', 'CALLEE_RINGING', 'IN_PROGRESS')
      WHEN 'SETTLED' THEN status IN ('NO_ANSWER', 'BUSY', 'DECLINED', 'FAILED') AND talk_seconds = 0 AND charge_fen = 0
        OR status = 'COMPLETED' AND talk_seconds > 0
      WHEN 'VOIDED' THEN status IN ('REFUSED', 'FAILED')
      ELSE false END),
    CONSTRAINT call_report CHECK (
      num_nulls(report_source, report_caller, report_callee, talk_seconds, legs, charge_fen) IN (0, 6)
      AND (money_state <> 'RESERVED' OR report_source IS NULL)
      AND (money_state <> 'SETTLED' OR report_source IS NOT NULL)
      AND (report_source IS NULL OR session IS NOT NULL)),
    CONSTRAINT call_end CHECK ((ended_at IS NULL) = (money_state = 'RESERVED')),
    CONSTRAINT call_due CHECK ((due_at IS NULL) = (money_state <> 'RESERVED')),
    CONSTRAINT call_refusal CHECK (status = 'REFUSED' OR num_nonnulls(refusal_code, refusal_retry_seconds) = 0)
  );
`;

/** An index on times is read backwards for lists, which are newest first. */
const callIndexes = `
  CREATE UNIQUE INDEX call_session ON call (app_id, session) WHERE session IS NOT NULL;
  CREATE INDEX call_placed ON call (account_id, placed_at, id);
  CREATE INDEX call_app ON call (account_id, app_id, placed_at, id);
  CREATE INDEX call_caller ON call (account_id, caller, placed_at, id);
  CREATE INDEX call_callee ON call (account_id, callee, placed_at, id);
  CREATE INDEX call_reference ON call (account_id, reference, placed_at, id) WHERE reference IS NOT NULL;
  CREATE INDEX call_open_pair ON call (account_id, app_id, caller, callee) WHERE money_state = 'RESERVED';
  CREATE INDEX call_unmatched ON call (account_id, app_id, caller, callee)
    WHERE session IS NULL AND status IN ('UNCONFIRMED', 'FAILED');
  CREATE INDEX call_due ON call (due_at) WHERE money_state = 'RESERVED';
  CREATE INDEX call_placing ON call (placed_wall_at) WHERE status = 'PLACING';
`;

const resolutions = `
  CREATE TABLE resolution (
    account_id uuid NOT NULL,
    call_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('SETTLE', 'VOID')),
    reservation_fen bigint NOT NULL CHECK (reservation_fen > 0),
    charge_fen bigint NOT NULL CHECK (charge_fen >= 0),
    at timestamptz(3) NOT NULL,
    -- CALL-6: a reservation ends once.
    PRIMARY KEY (account_id, call_id),
    FOREIGN KEY (account_id, call_id) REFERENCES call (account_id, id),
    CHECK (kind = 'SETTLE' OR charge_fen = 0)
  );

  CREATE TABLE discrepancy (
    account_id uuid NOT NULL,
    call_id uuid NOT NULL,
    reported_seconds integer NOT NULL CHECK (reported_seconds >= 0),
    settled_seconds integer NOT NULL CHECK (settled_seconds >= 0 AND settled_seconds <> reported_seconds),
    source text NOT NULL CHECK (source IN ('CALLBACK', 'QUERY')),
    opened_at timestamptz(3) NOT NULL,
    PRIMARY KEY (account_id, call_id, reported_seconds),
    FOREIGN KEY (account_id, call_id) REFERENCES call (account_id, id)
  );
`;
