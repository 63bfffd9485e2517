import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Roles } from '../setup/roles.ts';
import { findRoles, quote } from '../setup/roles.ts';

/** By which programs act for an account. A key is found by the digest of all of it; nobody reads that but who looks. */
export class ApiKeys0020 implements MigrationInterface {
  readonly name = 'ApiKeys1700000000020';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(keys);
    await runner.query(access(roles));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Who made which key is not taken down: restore the database instead.'));
  }
}

/** The list of scopes grows with the product. The domain has it; the database holds its shape. */
const keys = `
  CREATE TABLE api_key (
    account_id uuid NOT NULL REFERENCES account (id),
    id uuid NOT NULL,
    name text NOT NULL,
    prefix text NOT NULL CHECK (length(prefix) <= 16),
    key_digest text NOT NULL CONSTRAINT api_key_digest UNIQUE,
    scopes text NOT NULL CHECK (scopes ~ '^[A-Z_]+( [A-Z_]+)*$'),
    created_by uuid NOT NULL,
    maker_role text NOT NULL CHECK (maker_role IN ('OWNER', 'DEVELOPER')),
    created_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3),
    last_used_at timestamptz(3),
    revoked_at timestamptz(3),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, created_by) REFERENCES member (account_id, id)
  );
`;

function access(roles: Roles): string {
  const writer = quote(roles.writer);
  const member = quote(roles.member);
  return `
    REVOKE ALL ON api_key FROM PUBLIC;
    ALTER TABLE api_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY writer ON api_key TO ${writer} USING (true) WITH CHECK (true);
    CREATE POLICY member ON api_key FOR SELECT TO ${member}
      USING (account_id = nullif(current_setting('zhuanxian.account', true), '')::uuid);

    GRANT SELECT (account_id, id, name, prefix, scopes, created_by, maker_role, created_at, expires_at, last_used_at,
      revoked_at) ON api_key TO ${member};
    GRANT SELECT, INSERT ON api_key TO ${writer};
    GRANT UPDATE (last_used_at, revoked_at) ON api_key TO ${writer};
  `;
}
