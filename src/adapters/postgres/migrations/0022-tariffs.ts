import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * PRICE-4: an account's own tariff and the one behind it, on its row, so that a start reads nothing more. Every version
 * that was announced is in the trail of operators; every call keeps the one it was placed by.
 */
export class Tariffs0022 implements MigrationInterface {
  readonly name = 'Tariffs1700000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE account
        ADD COLUMN tariff_price_fen bigint CHECK (tariff_price_fen > 0),
        ADD COLUMN tariff_basis text CHECK (tariff_basis IN ('CONVERSATION', 'EACH_PARTY')),
        ADD COLUMN tariff_from timestamptz(3),
        ADD COLUMN next_price_fen bigint CHECK (next_price_fen > 0),
        ADD COLUMN next_basis text CHECK (next_basis IN ('CONVERSATION', 'EACH_PARTY')),
        ADD COLUMN next_from timestamptz(3) CHECK (next_from > tariff_from),
        ADD CONSTRAINT account_tariff CHECK (num_nulls(tariff_price_fen, tariff_basis, tariff_from) IN (0, 3)
          AND num_nulls(next_price_fen, next_basis, next_from) IN (0, 3));
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Accounts would pay another price: restore the database instead.'));
  }
}
