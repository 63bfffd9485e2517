import type { DataSource, EntitySchema, ObjectLiteral, QueryRunner, SelectQueryBuilder } from 'typeorm';
import type { AccountId } from '../../domain/ids.ts';
import { idOrNull } from './statements.ts';

/**
 * One read-only transaction in the member role, over one snapshot, which begins with its first question. The database
 * shows it the rows of its account and no others.
 */
export class View {
  #runner: Promise<QueryRunner> | null = null;
  #closed = false;

  constructor(
    private readonly source: DataSource,
    private readonly account: AccountId,
  ) {}

  /** A query over the table, as `row`, for the account's own rows. */
  async query<Row extends ObjectLiteral>(
    table: EntitySchema<Row>,
    accountColumn = 'account_id',
  ): Promise<SelectQueryBuilder<Row>> {
    const { manager } = await this.#begin();
    const query = manager.createQueryBuilder(table, 'row');
    // The index begins with the account: row-level security is the second wall, not the first.
    return query.where(`row.${accountColumn} = :account`, { account: idOrNull(this.account) });
  }

  async ask<Row>(sql: string, values: readonly unknown[]): Promise<Row[]> {
    const runner = await this.#begin();
    return (await runner.query(sql, [...values])) as Row[];
  }

  async close(): Promise<void> {
    this.#closed = true;
    const runner = await this.#runner?.catch(() => null);
    if (runner === null || runner === undefined) return;
    try {
      if (!runner.isReleased) await runner.query('ROLLBACK');
    } finally {
      await runner.release();
    }
  }

  #begin(): Promise<QueryRunner> {
    if (this.#closed) return Promise.reject(new Error('This view has been closed.'));
    return (this.#runner ??= this.#open());
  }

  async #open(): Promise<QueryRunner> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.connect();
      await Promise.all([
        runner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'),
        runner.query(`SELECT set_config('zhuanxian.account', $1, true)`, [idOrNull(this.account) ?? '']),
      ]);
      return runner;
    } catch (error) {
      await abandon(runner);
      throw error;
    }
  }
}

/** The pool must not get back a connection whose transaction may still be open. */
async function abandon(runner: QueryRunner): Promise<void> {
  await runner.query('ROLLBACK').catch(() => undefined);
  await runner.release();
}
