import type { MigrationInterface, QueryRunner } from 'typeorm';
import { findRoles, quote } from '../setup/roles.ts';

/**
 * CALL-10: limits of an account's and an app's own, on their rows, which a start reads anyway. Null is as configured, -1
 * is none. Operators read what they set, and which apps the provider has stopped (KEY-2).
 */
export class AccountLimits0029 implements MigrationInterface {
  readonly name = 'AccountLimits1700000000029';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(`
      ALTER TABLE account
        ADD COLUMN calls_at_once integer,
        ADD COLUMN spend_per_day_fen bigint,
        ADD COLUMN cool_down_seconds integer,
        ADD CONSTRAINT account_limits CHECK ((calls_at_once = -1 OR calls_at_once > 0)
          AND (spend_per_day_fen = -1 OR spend_per_day_fen > 0) AND cool_down_seconds >= 0);
      ALTER TABLE app
        ADD COLUMN calls_at_once integer,
        ADD CONSTRAINT app_limits CHECK (calls_at_once = -1 OR calls_at_once > 0);
      GRANT SELECT (calls_at_once, stopped_by_provider) ON app TO ${quote(roles.operator)};
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Accounts would have other limits: restore the database instead.'));
  }
}
