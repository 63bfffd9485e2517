import type { MigrationInterface, QueryRunner } from 'typeorm';
import { findRoles, quote } from '../setup/roles.ts';

/** CONF-1: operators read the bounds of an app's conferences, which they set. */
export class CustomerApps0023 implements MigrationInterface {
  readonly name = 'CustomerApps1700000000023';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(`GRANT SELECT (min_parties, max_parties) ON app TO ${quote(roles.operator)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(`REVOKE SELECT (min_parties, max_parties) ON app FROM ${quote(roles.operator)}`);
  }
}
