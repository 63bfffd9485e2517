import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Top-ups and the ledger. */
export class Ledger0003 implements MigrationInterface {
  readonly name = 'Ledger1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(topUps);
    await runner.query(transfers);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE transfer, top_up; DROP FUNCTION refuse_change');
  }
}

const topUps = `
  CREATE TABLE top_up (
    account_id uuid NOT NULL REFERENCES account (id),
    id uuid NOT NULL,
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    created_at timestamptz(3) NOT NULL,
    status text NOT NULL CHECK (status IN ('PENDING', 'PAID', 'CANCELED')),
    -- ACC-3: a payment credits once, for ever.
    payment_reference text CONSTRAINT top_up_payment UNIQUE,
    paid_at timestamptz(3),
    claimed_until timestamptz(3) NOT NULL,
    PRIMARY KEY (account_id, id),
    CHECK (num_nonnulls(payment_reference, paid_at) = CASE status WHEN 'PAID' THEN 2 ELSE 0 END)
  );
  CREATE INDEX top_up_pending ON top_up (claimed_until) WHERE status = 'PENDING';
  CREATE INDEX top_up_created ON top_up (account_id, created_at, id);
`;

const transfers = `
  CREATE TABLE transfer (
    account_id uuid NOT NULL REFERENCES account (id),
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('TOP_UP', 'CALL_CHARGE', 'LATE_CALL_CHARGE', 'SHORTFALL')),
    debit text NOT NULL CHECK (debit IN ('CUSTOMER', 'FUNDS', 'REVENUE', 'SUSPENSE')),
    credit text NOT NULL CHECK (credit IN ('CUSTOMER', 'FUNDS', 'REVENUE', 'SUSPENSE')),
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    balance_after_fen bigint NOT NULL CHECK (balance_after_fen >= 0),
    subject uuid NOT NULL,
    posted_at timestamptz(3) NOT NULL,
    accounting_at timestamptz(3) NOT NULL,
    PRIMARY KEY (account_id, id),
    CHECK (debit <> credit)
  );
  -- ACC-3, CALL-6: a top-up is credited once, a call is charged once in time and once late, and falls short once.
  CREATE UNIQUE INDEX transfer_once ON transfer (account_id, subject, kind);
  CREATE INDEX transfer_posted ON transfer (account_id, posted_at, id);

  -- Grants keep the service from changing the ledger; this keeps everybody else.
  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'The ledger is never changed: post a transfer that corrects it.' USING ERRCODE = '42501';
    END
  $$;
  CREATE TRIGGER transfer_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON transfer
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;
