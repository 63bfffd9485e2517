import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Roles } from '../setup/roles.ts';
import { findRoles, quote } from '../setup/roles.ts';

/**
 * Who may do what. The member role reads the rows of the account that its transaction names, and nothing where it names
 * none. The writer role's wall is the composite key: it reads all accounts, changes what changes, and deletes nothing.
 */
export class Access0005 implements MigrationInterface {
  readonly name = 'Access1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    const accountTables = ['account', ...ofAccounts];
    for (const table of accountTables)
      await runner.query(guard(table, roles, table === 'account' ? 'id' : 'account_id'));
    for (const table of ['login', 'sms_code']) await runner.query(guardFromMembers(table, roles));
    await runner.query(grants(roles));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Access is not taken down: restore the database instead.'));
  }
}

const ofAccounts = [
  'member',
  'app',
  'call',
  'resolution',
  'discrepancy',
  'top_up',
  'transfer',
  'request',
  'callback',
  'alarm',
  'event',
  'decision',
];

function guardFromMembers(table: string, roles: Roles): string {
  return `
    REVOKE ALL ON ${table} FROM PUBLIC;
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY writer ON ${table} TO ${quote(roles.writer)} USING (true) WITH CHECK (true);
  `;
}

/** A setting that was local to an earlier transaction reads as '' afterwards, not as NULL. */
function guard(table: string, roles: Roles, account: string): string {
  return `
    ${guardFromMembers(table, roles)}
    CREATE POLICY member ON ${table} FOR SELECT TO ${quote(roles.member)}
      USING (${account} = nullif(current_setting('zhuanxian.account', true), '')::uuid);
  `;
}

function grants(roles: Roles): string {
  const member = quote(roles.member);
  const writer = quote(roles.writer);
  return `
    REVOKE ALL ON setting, service_clock FROM PUBLIC;
    GRANT USAGE ON SCHEMA public TO ${member}, ${writer};

    GRANT SELECT ON account, app, call, resolution, discrepancy, top_up, transfer, request, callback, alarm, event,
      decision TO ${member};
    GRANT SELECT (account_id, id, email, mobile, role, created_at) ON member TO ${member};

    GRANT SELECT, INSERT, UPDATE ON account, app, call, top_up, service_clock, login, sms_code, alarm TO ${writer};
    GRANT SELECT, INSERT ON member, resolution, discrepancy, transfer, request, callback, event, decision TO ${writer};
    GRANT UPDATE (password_hash) ON member TO ${writer};
    GRANT UPDATE (state, reason, call_id) ON callback TO ${writer};
    GRANT SELECT ON migration TO ${writer};
  `;
}
