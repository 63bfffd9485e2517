import type { MigrationInterface, QueryRunner } from 'typeorm';
import { findRoles, quote } from '../setup/roles.ts';

/**
 * Operators find customers and calls across accounts, and read the trail. What an app signs with, where its callbacks
 * come and how people sign in stays out of their role.
 */
export class Customers0021 implements MigrationInterface {
  readonly name = 'Customers1700000000021';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(indexes);
    for (const [table, columns] of Object.entries(readable)) {
      await runner.query(show(table, columns, quote(roles.operator)));
    }
  }

  down(): Promise<void> {
    return Promise.reject(new Error('What operators read is not taken down: restore the database instead.'));
  }
}

/** Each in the order of its list, so that a page is read from the index's end. */
const indexes = `
  CREATE INDEX account_created ON account (created_at, id);
  CREATE INDEX call_any_placed ON call (placed_at, id);
  CREATE INDEX call_any_caller ON call (caller, placed_at, id);
  CREATE INDEX call_any_callee ON call (callee, placed_at, id);
  CREATE INDEX call_any_session ON call (session) WHERE session IS NOT NULL;
  CREATE INDEX call_any_reference ON call (reference, placed_at, id) WHERE reference IS NOT NULL;
  CREATE INDEX participant_any ON participant (number) WHERE position > 0;
  CREATE INDEX operator_action_at ON operator_action (at, id);
  CREATE INDEX operator_action_account ON operator_action (account_id, at, id);
  CREATE INDEX operator_action_operator ON operator_action (operator_id, at, id);
`;

const readable: Readonly<Record<string, string>> = {
  app: `account_id, id, name, app_key, accid, service, suspended_reason, suspended_since, default_seconds,
    ceiling_seconds, created_at`,
  member: 'account_id, id, email, mobile, role, created_at, removed_at',
  participant: 'account_id, call_id, position, number',
  operator: 'id, email',
  operator_action: 'id, operator_id, at, account_id, subject, action, reason, details',
};

function show(table: string, columns: string, operator: string): string {
  return `
    CREATE POLICY operator ON ${table} FOR SELECT TO ${operator} USING (true);
    GRANT SELECT (${columns}) ON ${table} TO ${operator};
  `;
}
