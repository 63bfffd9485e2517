import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was asked, what came in, what was announced, and what a person must look at. */
export class Journal0004 implements MigrationInterface {
  readonly name = 'Journal1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(incoming);
    await runner.query(outgoing);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE decision, event, alarm, callback, request');
  }
}

const incoming = `
  CREATE TABLE request (
    account_id uuid NOT NULL REFERENCES account (id),
    operation text NOT NULL CHECK (operation IN ('startCall', 'topUp')),
    key text NOT NULL,
    input text NOT NULL,
    outcome jsonb NOT NULL,
    at timestamptz(3) NOT NULL,
    PRIMARY KEY (account_id, operation, key)
  );

  CREATE TABLE callback (
    account_id uuid NOT NULL,
    app_id uuid NOT NULL,
    body_hash text NOT NULL,
    body bytea NOT NULL,
    report json,
    session text,
    caller text,
    callee text,
    state text NOT NULL CHECK (state IN ('MATCHED', 'DUPLICATE', 'PARKED')),
    reason text CHECK (reason IN ('NOT_UNDERSTOOD', 'IMPLAUSIBLE', 'NO_CALL', 'TIE')),
    call_id uuid,
    received_at timestamptz(3) NOT NULL,
    PRIMARY KEY (account_id, app_id, body_hash),
    FOREIGN KEY (account_id, app_id) REFERENCES app (account_id, id),
    FOREIGN KEY (account_id, call_id) REFERENCES call (account_id, id)
  );
  CREATE INDEX callback_parked_session ON callback (account_id, app_id, session) WHERE state = 'PARKED';
  CREATE INDEX callback_parked_pair ON callback (account_id, app_id, caller, callee) WHERE state = 'PARKED';
`;

const outgoing = `
  CREATE TABLE alarm (
    account_id uuid NOT NULL REFERENCES account (id),
    id uuid NOT NULL,
    kind text NOT NULL
      CHECK (kind IN ('SHORTFALL', 'DISCREPANCY', 'CALLBACK_PARKED', 'HORIZON_VOID', 'LATE_CHARGE', 'CALL_OVERDUE')),
    subject text NOT NULL,
    opened_at timestamptz(3) NOT NULL,
    closed_at timestamptz(3),
    PRIMARY KEY (account_id, id)
  );
  CREATE UNIQUE INDEX alarm_open ON alarm (account_id, kind, subject) WHERE closed_at IS NULL;

  -- Numbered per account, under its lock: without gaps and in the order of commits. A serial would be neither.
  CREATE TABLE event (
    account_id uuid NOT NULL REFERENCES account (id),
    seq bigint NOT NULL CHECK (seq > 0),
    subject_kind text NOT NULL CHECK (subject_kind IN ('ACCOUNT', 'CALL')),
    subject_id uuid NOT NULL,
    version integer NOT NULL,
    at timestamptz(3) NOT NULL,
    decision_id uuid NOT NULL,
    PRIMARY KEY (account_id, seq)
  );
  CREATE INDEX event_subject ON event (account_id, subject_id, seq);

  CREATE TABLE decision (
    account_id uuid NOT NULL REFERENCES account (id),
    id uuid NOT NULL,
    at timestamptz(3) NOT NULL,
    PRIMARY KEY (account_id, id)
  );
`;
