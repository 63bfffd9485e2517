import type { Pool } from 'pg';

const tables = `
  CREATE SCHEMA IF NOT EXISTS sandbox;
  CREATE TABLE IF NOT EXISTS sandbox.app (
    app_key text PRIMARY KEY,
    app_secret text NOT NULL,
    accid text NOT NULL,
    callback_url text NOT NULL
  );
  ALTER TABLE sandbox.app ADD COLUMN IF NOT EXISTS replaced_secret text;
  CREATE TABLE IF NOT EXISTS sandbox.call (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    session uuid NOT NULL UNIQUE,
    app_key text NOT NULL REFERENCES sandbox.app,
    accid text NOT NULL,
    caller text NOT NULL,
    callee text NOT NULL,
    max_dur integer NOT NULL CHECK (max_dur > 0),
    started_at timestamptz(3) NOT NULL,
    course jsonb NOT NULL
  );
  CREATE INDEX IF NOT EXISTS call_callee ON sandbox.call (callee, id);
  ALTER TABLE sandbox.call
    ADD COLUMN IF NOT EXISTS kind text NOT NULL DEFAULT 'CALL' CHECK (kind IN ('CALL', 'CONFERENCE')),
    ADD COLUMN IF NOT EXISTS more_callees jsonb NOT NULL DEFAULT '[]';
  CREATE INDEX IF NOT EXISTS call_more_callees ON sandbox.call USING gin (more_callees jsonb_path_ops)
    WHERE kind = 'CONFERENCE';
  CREATE TABLE IF NOT EXISTS sandbox.delivery (
    session uuid NOT NULL REFERENCES sandbox.call (session),
    copy integer NOT NULL,
    due timestamptz(3),
    attempts integer NOT NULL,
    leased_until timestamptz NOT NULL,
    last_status integer,
    delivered_at timestamptz(3),
    PRIMARY KEY (session, copy)
  );
  CREATE INDEX IF NOT EXISTS delivery_due ON sandbox.delivery (due) WHERE due IS NOT NULL;
  CREATE TABLE IF NOT EXISTS sandbox.message (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recipient text NOT NULL,
    code text NOT NULL,
    purpose text NOT NULL,
    text text NOT NULL,
    sent_at timestamptz(3) NOT NULL
  );
  CREATE TABLE IF NOT EXISTS sandbox.mail (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recipient text NOT NULL,
    subject text NOT NULL,
    text text NOT NULL,
    sent_at timestamptz(3) NOT NULL
  );
  CREATE TABLE IF NOT EXISTS sandbox.payment (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id text NOT NULL UNIQUE,
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    reference text NOT NULL UNIQUE,
    paid_at timestamptz(3) NOT NULL
  );
`;

/**
 * Creates what is missing, tables and columns: the calls of an older database have one callee each, and go on. IF NOT EXISTS alone can fail when two servers create at once, hence the lock. Statements
 * sent together are one transaction, and the lock goes with it.
 */
export async function createSandboxSchema(pool: Pool): Promise<void> {
  await pool.query(`SELECT pg_advisory_xact_lock(hashtextextended('zhuanxian sandbox schema', 0)); ${tables}`);
}
