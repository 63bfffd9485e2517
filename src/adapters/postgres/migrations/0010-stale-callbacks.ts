import type { MigrationInterface, QueryRunner } from 'typeorm';

/** CALLBACK-1: a callback can be parked because it is old and nothing confirms it. */
export class StaleCallbacks0010 implements MigrationInterface {
  readonly name = 'StaleCallbacks1700000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE callback DROP CONSTRAINT callback_reason_check;
      ALTER TABLE callback ADD CONSTRAINT callback_reason
        CHECK (reason IN ('NOT_UNDERSTOOD', 'IMPLAUSIBLE', 'NO_CALL', 'TIE', 'STALE'));
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('A stale callback has no reason before: restore the database instead.'));
  }
}
