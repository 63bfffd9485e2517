import type { MigrationInterface, QueryRunner } from 'typeorm';

/** CALL-6: what was missing of charges, of which there is little: a page of a bill looks it up for each of its charges. */
export class Shortfalls0048 implements MigrationInterface {
  readonly name = 'Shortfalls1700000000048';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX transfer_shortfall ON transfer (account_id, subject) WHERE kind = 'SHORTFALL'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX transfer_shortfall');
  }
}
