import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { Roles } from '../setup/roles.ts';
import { findRoles, quote } from '../setup/roles.ts';

/**
 * CALLBACK-2: where an app's customer is told what became of its calls, what was and is on its way there, and each
 * attempt. Members and operators read all of it but the secrets.
 */
export class Webhooks0045 implements MigrationInterface {
  readonly name = 'Webhooks1700000000045';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    await runner.query(webhooks);
    await runner.query(deliveries);
    for (const table of ['webhook', 'delivery', 'delivery_attempt']) await runner.query(guard(table, roles));
    await runner.query(grants(roles));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE delivery_attempt, delivery, webhook');
  }
}

/** `turn_at` is when it was last claimed: whose turn was longest ago has the next. */
const webhooks = `
  CREATE TABLE webhook (
    account_id uuid NOT NULL,
    app_id uuid NOT NULL,
    url text NOT NULL,
    disabled_by text CHECK (disabled_by IN ('OPERATOR', 'FAILURES')),
    disabled_since timestamptz(3),
    sealed_secret text NOT NULL,
    replaced_secret text,
    replaced_until timestamptz(3),
    failing_since timestamptz(3),
    created_at timestamptz(3) NOT NULL,
    version integer NOT NULL,
    claim bigint NOT NULL DEFAULT 0,
    claimed_by uuid,
    claimed_until timestamptz,
    turn_at timestamptz,
    PRIMARY KEY (account_id, app_id),
    FOREIGN KEY (account_id, app_id) REFERENCES app (account_id, id),
    CONSTRAINT webhook_disabled CHECK ((disabled_by IS NULL) = (disabled_since IS NULL)),
    CONSTRAINT webhook_replaced CHECK ((replaced_secret IS NULL) = (replaced_until IS NULL))
  );
  CREATE INDEX webhook_turn ON webhook (turn_at NULLS FIRST) WHERE disabled_since IS NULL;
`;

/** A message that waits and has no due time is due at once. */
const deliveries = `
  CREATE TABLE delivery (
    account_id uuid NOT NULL,
    id uuid NOT NULL,
    app_id uuid NOT NULL,
    call_id uuid,
    type text NOT NULL,
    body text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    status text NOT NULL CHECK (status IN ('PENDING', 'DELIVERED', 'EXHAUSTED')),
    attempts integer NOT NULL,
    tries integer NOT NULL,
    first_at timestamptz(3),
    due_at timestamptz(3),
    PRIMARY KEY (account_id, id),
    FOREIGN KEY (account_id, app_id) REFERENCES webhook (account_id, app_id),
    FOREIGN KEY (account_id, call_id) REFERENCES call (account_id, id),
    CONSTRAINT delivery_due CHECK (status = 'PENDING' OR due_at IS NULL)
  );
  CREATE INDEX delivery_waiting ON delivery (account_id, app_id, due_at NULLS FIRST) WHERE status = 'PENDING';
  CREATE INDEX delivery_of_app ON delivery (account_id, app_id, created_at, id);

  CREATE TABLE delivery_attempt (
    account_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    number integer NOT NULL,
    at timestamptz(3) NOT NULL,
    url text NOT NULL,
    headers jsonb NOT NULL,
    status integer,
    answer text,
    error text,
    milliseconds integer NOT NULL,
    PRIMARY KEY (account_id, delivery_id, number),
    FOREIGN KEY (account_id, delivery_id) REFERENCES delivery (account_id, id),
    CONSTRAINT attempt_outcome CHECK ((status IS NULL) = (error IS NOT NULL))
  );
`;

/** A setting that was local to an earlier transaction reads as '' afterwards, not as NULL. */
function guard(table: string, roles: Roles): string {
  return `
    REVOKE ALL ON ${table} FROM PUBLIC;
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY writer ON ${table} TO ${quote(roles.writer)} USING (true) WITH CHECK (true);
    CREATE POLICY member ON ${table} FOR SELECT TO ${quote(roles.member)}
      USING (account_id = nullif(current_setting('zhuanxian.account', true), '')::uuid);
    CREATE POLICY operator ON ${table} FOR SELECT TO ${quote(roles.operator)} USING (true);
  `;
}

function grants(roles: Roles): string {
  const [member, writer, operator] = [quote(roles.member), quote(roles.writer), quote(roles.operator)];
  const told = 'account_id, app_id, url, disabled_by, disabled_since, replaced_until, failing_since, created_at';
  return `
    GRANT SELECT (${told}) ON webhook TO ${member}, ${operator};
    GRANT SELECT ON delivery, delivery_attempt TO ${member}, ${operator};
    GRANT SELECT, INSERT, UPDATE ON webhook TO ${writer};
    GRANT SELECT, INSERT ON delivery, delivery_attempt TO ${writer};
    GRANT UPDATE (status, attempts, tries, first_at, due_at) ON delivery TO ${writer};
  `;
}
