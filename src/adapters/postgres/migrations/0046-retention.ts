import type { MigrationInterface, QueryRunner } from 'typeorm';
import { findRoles, quote } from '../setup/roles.ts';

/**
 * The writer role may throw away what it has finished with long ago: messages to receivers with their attempts, notices
 * with their mails, codes, logins, and the traces of decisions that announced nothing. The database holds that nothing of
 * it is still on its way, that a trace of the last hour stays, and that a login which may be renewed does.
 */
export class Retention0046 implements MigrationInterface {
  readonly name = 'Retention1700000000046';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    const writer = quote(roles.writer);
    await runner.query(`
      ALTER TABLE decision ADD COLUMN recorded_at timestamptz(3) NOT NULL DEFAULT now();
      CREATE INDEX decision_recorded ON decision (recorded_at);
      CREATE INDEX delivery_ended ON delivery (first_at) WHERE status <> 'PENDING';
      CREATE INDEX notice_addressed ON notice (addressed_at) WHERE addressed_at IS NOT NULL;
      CREATE INDEX sms_code_sent ON sms_code (sent_at);
      CREATE INDEX login_refresh_expires ON login (refresh_expires);

      CREATE POLICY perishable ON decision AS RESTRICTIVE FOR DELETE TO ${writer}
        USING (recorded_at < now() - interval '1 hour');
      CREATE POLICY perishable ON delivery AS RESTRICTIVE FOR DELETE TO ${writer} USING (status <> 'PENDING');
      CREATE POLICY perishable ON notice AS RESTRICTIVE FOR DELETE TO ${writer} USING (addressed_at IS NOT NULL);
      CREATE POLICY perishable ON notice_mail AS RESTRICTIVE FOR DELETE TO ${writer} USING (state <> 'PENDING');
      CREATE POLICY perishable ON login AS RESTRICTIVE FOR DELETE TO ${writer} USING (refresh_expires < now());
      GRANT DELETE ON decision, delivery, delivery_attempt, notice, notice_mail, sms_code, login TO ${writer};
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Access is not taken down: restore the database instead.'));
  }
}
