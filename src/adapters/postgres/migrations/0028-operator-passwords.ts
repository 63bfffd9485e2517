import type { MigrationInterface, QueryRunner } from 'typeorm';
import { findRoles, quote } from '../setup/roles.ts';

/** ROLE-2: an operator can be given another password, and nothing else about it changes. */
export class OperatorPasswords0028 implements MigrationInterface {
  readonly name = 'OperatorPasswords1700000000028';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(`GRANT UPDATE (password_hash) ON operator TO ${quote(roles.writer)}`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Access is not taken down: restore the database instead.'));
  }
}
