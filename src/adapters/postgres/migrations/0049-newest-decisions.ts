import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When the newest decision was that an account announced: the next one is not earlier, whichever replica's clock it goes
 * by. Null where none was since.
 */
export class NewestDecisions0049 implements MigrationInterface {
  readonly name = 'NewestDecisions1700000000049';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account ADD COLUMN decided_at timestamptz(3)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE account DROP COLUMN decided_at');
  }
}
