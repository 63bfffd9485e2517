import type { MigrationInterface, QueryRunner } from 'typeorm';

/** NOTICE-2, NOTICE-3: how an account's people are told, on its row, which each decision reads anyway. */
export class NoticeSettings0043 implements MigrationInterface {
  readonly name = 'NoticeSettings1700000000043';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE account
        ADD COLUMN notice_language text NOT NULL DEFAULT 'ZH' CHECK (notice_language IN ('ZH', 'EN')),
        ADD COLUMN low_balance_minutes integer CHECK (low_balance_minutes >= 0);
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Accounts would be told otherwise: restore the database instead.'));
  }
}
