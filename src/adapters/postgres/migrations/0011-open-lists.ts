import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a key is for, and what an operator can do, are lists that grow with the product. The domain has them; the
 * database holds their shape, so that a new entry is not a migration.
 */
export class OpenLists0011 implements MigrationInterface {
  readonly name = 'OpenLists1700000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE request DROP CONSTRAINT request_operation;
      ALTER TABLE request ADD CONSTRAINT request_operation CHECK (operation ~ '^[a-z][a-zA-Z]{0,39}$');
      ALTER TABLE operator_action DROP CONSTRAINT operator_action_action_check;
      ALTER TABLE operator_action ADD CONSTRAINT operator_action_action CHECK (action ~ '^[A-Z][A-Z_]{0,39}$');
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The lists may have grown: restore the database instead.'));
  }
}
