import type { MigrationInterface, QueryRunner } from 'typeorm';
import { findRoles, quote } from '../setup/roles.ts';

/**
 * The writer role may throw away what nobody asks about again: idempotency keys of calls, telephones, dead replicas. The
 * keys of whatever moves money by a person's word are kept for ever, and the database holds that.
 */
export class Housekeeping0018 implements MigrationInterface {
  readonly name = 'Housekeeping1700000000018';

  async up(runner: QueryRunner): Promise<void> {
    const roles = await findRoles(async (sql) => (await runner.query(sql)) as never);
    const writer = quote(roles.writer);
    await runner.query(`
      CREATE INDEX request_at ON request (at) WHERE operation IN ('startCall', 'startConference');
      CREATE POLICY perishable ON request AS RESTRICTIVE FOR DELETE TO ${writer}
        USING (operation IN ('startCall', 'startConference'));
      GRANT DELETE ON request, callee, replica TO ${writer};
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Access is not taken down: restore the database instead.'));
  }
}
