import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Roles } from '../setup/roles.ts';
import { findRoles, quote } from '../setup/roles.ts';

/** What operators post and decide about money: corrections, adjustments, what is in suspense, and parked callbacks. */
export class MoneyDesk0014 implements MigrationInterface {
  readonly name = 'MoneyDesk1700000000014';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(postings);
    await runner.query(decisions);
    await runner.query(access(roles));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('What operators posted is not taken down: restore the database instead.'));
  }
}

const postings = `
  ALTER TABLE transfer
    ADD COLUMN call_id uuid,
    -- ACC-3, ADJUST-1: what people outside call a movement is posted once, for ever, over all accounts.
    ADD COLUMN reference text CONSTRAINT transfer_reference UNIQUE,
    ADD CONSTRAINT transfer_call FOREIGN KEY (account_id, call_id) REFERENCES call (account_id, id);

  ALTER TABLE transfer DROP CONSTRAINT transfer_kind_check;
  ALTER TABLE transfer
    ADD CONSTRAINT transfer_route CHECK ((kind, debit, credit) IN (
      ('TOP_UP', 'FUNDS', 'CUSTOMER'), ('CALL_CHARGE', 'CUSTOMER', 'REVENUE'),
      ('LATE_CALL_CHARGE', 'CUSTOMER', 'REVENUE'), ('SHORTFALL', 'SUSPENSE', 'REVENUE'),
      ('SHORTFALL_COLLECTED', 'CUSTOMER', 'SUSPENSE'), ('SHORTFALL_WRITTEN_OFF', 'REVENUE', 'SUSPENSE'),
      ('CORRECTION_CHARGE', 'CUSTOMER', 'REVENUE'), ('CORRECTION_SHORTFALL', 'SUSPENSE', 'REVENUE'),
      ('CORRECTION_RELIEF', 'REVENUE', 'SUSPENSE'), ('CORRECTION_CREDIT', 'REVENUE', 'CUSTOMER'),
      ('ADJUSTMENT_CREDIT', 'REVENUE', 'CUSTOMER'), ('ADJUSTMENT_DEBIT', 'CUSTOMER', 'REVENUE'),
      ('PAY_IN', 'FUNDS', 'CUSTOMER'), ('PAY_OUT', 'CUSTOMER', 'FUNDS'))),
    ADD CONSTRAINT transfer_named CHECK (
      reference IS NOT NULL OR kind NOT IN ('ADJUSTMENT_CREDIT', 'ADJUSTMENT_DEBIT', 'PAY_IN', 'PAY_OUT')),
    ADD CONSTRAINT transfer_of_call CHECK (
      (call_id IS NOT NULL) = (kind LIKE 'CORRECTION_%' OR kind LIKE 'SHORTFALL_%'));

  CREATE INDEX transfer_call ON transfer (account_id, call_id) WHERE call_id IS NOT NULL;
  CREATE INDEX transfer_suspense ON transfer (account_id, subject) WHERE 'SUSPENSE' IN (debit, credit);
`;

const decisions = `
  ALTER TABLE discrepancy
    ADD COLUMN decision text CHECK (decision IN ('CLOSE', 'POST')),
    ADD COLUMN difference_fen bigint,
    ADD COLUMN resolved_at timestamptz(3),
    ADD CONSTRAINT discrepancy_resolved CHECK (num_nulls(decision, difference_fen, resolved_at) IN (0, 3)),
    ADD CONSTRAINT discrepancy_closed CHECK (decision <> 'CLOSE' OR difference_fen = 0);

  ALTER TABLE callback DROP CONSTRAINT callback_state_check;
  ALTER TABLE callback ADD CONSTRAINT callback_state CHECK (state IN ('MATCHED', 'DUPLICATE', 'PARKED', 'DISMISSED'));
`;

function access({ writer, operator }: Roles): string {
  return `
    GRANT UPDATE (decision, difference_fen, resolved_at) ON discrepancy TO ${quote(writer)};
    CREATE POLICY operator ON transfer FOR SELECT TO ${quote(operator)} USING (true);
    GRANT SELECT ON transfer TO ${quote(operator)};
  `;
}
