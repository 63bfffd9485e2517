import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Settings, the clock, accounts with their members, and how members sign in. */
export class People0001 implements MigrationInterface {
  readonly name = 'People1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(settings);
    await runner.query(accounts);
    await runner.query(logins);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sms_code, login, member, account, service_clock, setting');
  }
}

const settings = `
  CREATE TABLE setting (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    role_prefix text NOT NULL,
    secrets_fingerprint text
  );
  INSERT INTO setting (role_prefix) VALUES (current_database());

  CREATE TABLE service_clock (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    anchor_wall timestamptz(3) NOT NULL,
    anchor_service timestamptz(3) NOT NULL,
    rate double precision NOT NULL CHECK (rate >= 0)
  );
`;

const accounts = `
  CREATE TABLE account (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    balance_fen bigint NOT NULL,
    reserved_fen bigint NOT NULL,
    created_at timestamptz(3) NOT NULL,
    version integer NOT NULL,
    sequence bigint NOT NULL,
    -- CALL-4: whatever runs at once, no more is reserved than there is, and the balance is never negative.
    CONSTRAINT account_reserved CHECK (0 <= reserved_fen AND reserved_fen <= balance_fen)
  );

  CREATE TABLE member (
    account_id uuid NOT NULL REFERENCES account (id),
    id uuid NOT NULL CONSTRAINT member_id UNIQUE,
    email text NOT NULL CONSTRAINT member_email UNIQUE,
    mobile text NOT NULL,
    role text NOT NULL CHECK (role IN ('OWNER', 'FINANCE', 'AGENT', 'DEVELOPER')),
    password_hash text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    PRIMARY KEY (account_id, id)
  );
  CREATE INDEX member_mobile ON member (mobile);
`;

const logins = `
  CREATE TABLE login (
    id uuid PRIMARY KEY,
    member_id uuid NOT NULL REFERENCES member (id),
    access_digest text NOT NULL CONSTRAINT login_access UNIQUE,
    access_expires timestamptz(3) NOT NULL,
    refresh_digest text NOT NULL CONSTRAINT login_refresh UNIQUE,
    refresh_expires timestamptz(3) NOT NULL,
    spent_refresh text,
    ended_at timestamptz(3)
  );
  CREATE INDEX login_spent ON login (spent_refresh) WHERE spent_refresh IS NOT NULL;
  CREATE INDEX login_open ON login (member_id) WHERE ended_at IS NULL;

  CREATE TABLE sms_code (
    mobile text PRIMARY KEY,
    digest text NOT NULL,
    sent_at timestamptz(3) NOT NULL,
    tries_left integer NOT NULL CHECK (tries_left >= 0),
    used boolean NOT NULL
  );
`;
