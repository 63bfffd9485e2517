import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * KEY-1, KEY-2: an app that the provider has stopped, refused headers told apart from other refusals with the same code, and
 * more about an alarm than its kind. The domain has the list of kinds; the database holds their shape.
 */
export class ProviderRefusals0012 implements MigrationInterface {
  readonly name = 'ProviderRefusals1700000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE app ADD COLUMN stopped_by_provider timestamptz(3);

      ALTER TABLE call ADD COLUMN refusal_cause text;
      ALTER TABLE call ADD CONSTRAINT call_refusal_cause
        CHECK (refusal_cause IS NULL OR status = 'REFUSED' AND refusal_cause ~ '^[A-Z][A-Z_]{0,39}$');

      ALTER TABLE alarm ADD COLUMN detail text;
      ALTER TABLE alarm DROP CONSTRAINT alarm_kind;
      ALTER TABLE alarm ADD CONSTRAINT alarm_kind CHECK (kind ~ '^[A-Z][A-Z_]{0,39}$');
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('An alarm of a new kind has no place before: restore the database instead.'));
  }
}
