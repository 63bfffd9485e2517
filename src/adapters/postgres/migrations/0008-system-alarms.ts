import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Alarms that belong to no account: about the provider, or about the books as a whole. An alarm's account says whose
 * rows it is about, no longer which alarm it is, so it leaves the key; a member's policy compares it, and never finds
 * NULL equal.
 */
export class SystemAlarms0008 implements MigrationInterface {
  readonly name = 'SystemAlarms1700000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE alarm DROP CONSTRAINT alarm_pkey;
      ALTER TABLE alarm ADD PRIMARY KEY (id);
      ALTER TABLE alarm ALTER COLUMN account_id DROP NOT NULL;

      DROP INDEX alarm_open;
      CREATE UNIQUE INDEX alarm_open ON alarm (account_id, kind, subject) NULLS NOT DISTINCT WHERE closed_at IS NULL;

      ALTER TABLE alarm DROP CONSTRAINT alarm_kind_check;
      ALTER TABLE alarm ADD CONSTRAINT alarm_kind CHECK (kind IN ('SHORTFALL', 'DISCREPANCY', 'CALLBACK_PARKED',
        'HORIZON_VOID', 'LATE_CHARGE', 'CALL_OVERDUE', 'PROVIDER_EMPTY', 'AUDIT_VIOLATION'));
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('An alarm without an account has no place before: restore the database instead.'));
  }
}
