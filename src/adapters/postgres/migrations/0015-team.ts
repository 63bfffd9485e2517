import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Roles } from '../setup/roles.ts';
import { findRoles, quote } from '../setup/roles.ts';

/** Several members of an account: invitations, removal, and e-mails that are free again. */
export class Team0015 implements MigrationInterface {
  readonly name = 'Team1700000000015';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(members);
    await runner.query(invitations);
    await runner.query(access(roles));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('An e-mail may have had two members by now: restore the database instead.'));
  }
}

/** Whoever was removed stays, so that what it did has its person. */
const members = `
  ALTER TABLE member ADD COLUMN removed_at timestamptz(3);
  ALTER TABLE member DROP CONSTRAINT member_email;
  CREATE UNIQUE INDEX member_email ON member (email) WHERE removed_at IS NULL;
`;

const invitations = `
  CREATE TABLE invitation (
    account_id uuid NOT NULL REFERENCES account (id),
    id uuid NOT NULL,
    email text NOT NULL,
    role text NOT NULL CHECK (role IN ('OWNER', 'FINANCE', 'AGENT', 'DEVELOPER')),
    invited_by uuid NOT NULL,
    token_digest text NOT NULL CONSTRAINT invitation_token UNIQUE,
    created_at timestamptz(3) NOT NULL,
    sent_at timestamptz(3),
    expires_at timestamptz(3) NOT NULL,
    state text NOT NULL CHECK (state IN ('PENDING', 'ACCEPTED', 'REVOKED')),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, invited_by) REFERENCES member (account_id, id)
  );
  CREATE UNIQUE INDEX invitation_open ON invitation (account_id, email) WHERE state = 'PENDING';
`;

function access(roles: Roles): string {
  const writer = quote(roles.writer);
  const member = quote(roles.member);
  return `
    REVOKE ALL ON invitation FROM PUBLIC;
    ALTER TABLE invitation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY writer ON invitation TO ${writer} USING (true) WITH CHECK (true);
    CREATE POLICY member ON invitation FOR SELECT TO ${member}
      USING (account_id = nullif(current_setting('zhuanxian.account', true), '')::uuid);

    GRANT SELECT (removed_at) ON member TO ${member};
    GRANT UPDATE (role, removed_at) ON member TO ${writer};
    GRANT SELECT (account_id, id, email, role, invited_by, created_at, sent_at, expires_at, state)
      ON invitation TO ${member};
    GRANT SELECT, INSERT ON invitation TO ${writer};
    GRANT UPDATE (role, token_digest, sent_at, expires_at, state) ON invitation TO ${writer};
  `;
}
