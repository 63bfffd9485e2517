import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Roles } from '../setup/roles.ts';
import { findRoles, quote } from '../setup/roles.ts';

/** BILL-1 to BILL-4: how far each account's months are closed and billed, and the bills, which are never changed. */
export class Bills0034 implements MigrationInterface {
  readonly name = 'Bills1700000000034';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(books);
    // With row-level security forced, the owner would change no row.
    await runner.query('ALTER TABLE account NO FORCE ROW LEVEL SECURITY');
    await runner.query(firstMonths);
    await runner.query('ALTER TABLE account FORCE ROW LEVEL SECURITY');
    await runner.query(months);
    await runner.query(bills);
    await runner.query(access(roles));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Bills are not taken back: restore the database instead.'));
  }
}

const monthOf = (time: string): string =>
  `date_trunc('month', ${time} AT TIME ZONE 'Asia/Shanghai') AT TIME ZONE 'Asia/Shanghai'`;

const books = `
  ALTER TABLE account ADD COLUMN open_from timestamptz(3), ADD COLUMN billed_until timestamptz(3);
  -- BILL-3: the beginning of the closed month to which a posting belongs that came too late for its bill.
  ALTER TABLE transfer ADD COLUMN adjusts timestamptz(3);
`;

const firstMonths = `UPDATE account SET open_from = ${monthOf('created_at')}, billed_until = ${monthOf('created_at')}`;

const months = `
  ALTER TABLE account
    ALTER COLUMN open_from SET NOT NULL,
    ALTER COLUMN billed_until SET NOT NULL,
    ADD CONSTRAINT account_books CHECK (billed_until <= open_from);
  CREATE INDEX account_to_bill ON account (id, billed_until);
  CREATE INDEX transfer_accounted ON transfer (account_id, accounting_at, id);
`;

const bills = `
  CREATE TABLE bill (
    account_id uuid NOT NULL REFERENCES account (id),
    month_start timestamptz(3) NOT NULL,
    month_end timestamptz(3) NOT NULL,
    id uuid NOT NULL,
    opening_fen bigint NOT NULL,
    top_ups_fen bigint NOT NULL,
    charges_fen bigint NOT NULL,
    adjustments_fen bigint NOT NULL,
    closing_fen bigint NOT NULL,
    owed_fen bigint NOT NULL,
    lines integer NOT NULL,
    calls integer NOT NULL,
    seconds bigint NOT NULL,
    minutes bigint NOT NULL,
    hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
    issued_at timestamptz(3) NOT NULL,
    PRIMARY KEY (account_id, month_start),
    UNIQUE (account_id, id),
    CHECK (closing_fen = opening_fen + top_ups_fen - charges_fen + adjustments_fen)
  );

  CREATE FUNCTION refuse_bill_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'A bill is never changed: what comes later is on the next one.' USING ERRCODE = '42501';
    END
  $$;
  CREATE TRIGGER bill_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON bill
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_bill_change();
`;

function access({ member, writer }: Roles): string {
  return `
    REVOKE ALL ON bill FROM PUBLIC;
    ALTER TABLE bill ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY writer ON bill TO ${quote(writer)} USING (true) WITH CHECK (true);
    CREATE POLICY member ON bill FOR SELECT TO ${quote(member)}
      USING (account_id = nullif(current_setting('zhuanxian.account', true), '')::uuid);
    GRANT SELECT ON bill TO ${quote(member)};
    GRANT SELECT, INSERT ON bill TO ${quote(writer)};
  `;
}
