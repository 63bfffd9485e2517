import type { MigrationInterface, QueryRunner } from 'typeorm';

/** ACC-6: accounts that are suspended or closed, and apps whose service is suspended, each for a reason. */
export class Standing0013 implements MigrationInterface {
  readonly name = 'Standing1700000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE account
        ADD COLUMN status text NOT NULL DEFAULT 'ACTIVE',
        ADD COLUMN status_reason text,
        ADD COLUMN status_since timestamptz(3),
        ADD CONSTRAINT account_status CHECK (status IN ('ACTIVE', 'SUSPENDED', 'CLOSED')
          AND num_nonnulls(status_reason, status_since) = CASE status WHEN 'ACTIVE' THEN 0 ELSE 2 END);
      ALTER TABLE app
        ADD COLUMN suspended_reason text,
        ADD COLUMN suspended_since timestamptz(3),
        ADD CONSTRAINT app_suspended CHECK (num_nonnulls(suspended_reason, suspended_since) IN (0, 2));
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('A closed account would be open again: restore the database instead.'));
  }
}
