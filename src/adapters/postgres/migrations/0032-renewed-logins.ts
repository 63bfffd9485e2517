import type { MigrationInterface, QueryRunner } from 'typeorm';

/** ROLE-2: since when a login has the tokens that it has; null where they are its first. */
export class RenewedLogins0032 implements MigrationInterface {
  readonly name = 'RenewedLogins1700000000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE login ADD COLUMN renewed_at timestamptz(3)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE login DROP COLUMN renewed_at');
  }
}
