import type { MigrationInterface, QueryRunner } from 'typeorm';

/** ROLE-3: the AppSecret before the present one, with which callbacks may still be signed. */
export class Secrets0016 implements MigrationInterface {
  readonly name = 'Secrets1700000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(replacedSecrets);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE app DROP COLUMN replaced_secret, DROP COLUMN replaced_until');
  }
}

const replacedSecrets = `
  ALTER TABLE app
    ADD COLUMN replaced_secret text,
    ADD COLUMN replaced_until timestamptz(3),
    ADD CONSTRAINT app_replaced_secret CHECK (num_nulls(replaced_secret, replaced_until) IN (0, 2));
`;
