import type { MigrationInterface, QueryRunner } from 'typeorm';

/** BANK-1: by what a customer's bank transfer finds its top-up, over all accounts. */
export class BankTransfers0024 implements MigrationInterface {
  readonly name = 'BankTransfers1700000000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE top_up ADD COLUMN transfer_reference text CONSTRAINT top_up_reference UNIQUE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE top_up DROP COLUMN transfer_reference');
  }
}
