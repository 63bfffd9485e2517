import type { DataSource, EntitySchema, ObjectLiteral, QueryRunner, SelectQueryBuilder } from 'typeorm';
import { QueryFailedError } from 'typeorm';
import { ServiceBusy } from '../../application/ports/service-busy.ts';
import { isLost } from './transaction.ts';

/**
 * One read-only transaction over one moment of the database, which begins with its first question.
 *
 * Questions throw ServiceBusy where no connection is to be had.
 */
export class Snapshot {
  #runner: Promise<QueryRunner> | null = null;
  #closed = false;

  constructor(
    private readonly source: DataSource,
    /** What the transaction says of itself first, where row-level security goes by it. */
    private readonly saying: { readonly sql: string; readonly values: readonly unknown[] } | null = null,
  ) {}

  /** A query over the table, as `row`. */
  async select<Row extends ObjectLiteral>(table: EntitySchema<Row>): Promise<SelectQueryBuilder<Row>> {
    const { manager } = await this.#begin();
    return manager.createQueryBuilder(table, 'row');
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

  async #begin(): Promise<QueryRunner> {
    if (this.#closed) throw new Error('This view has been closed.');
    const runner = await (this.#runner ??= this.#open());
    // TypeORM gives up a runner whose connection has ended, whoever still holds it.
    if (runner.isReleased) throw new ServiceBusy();
    return runner;
  }

  async #open(): Promise<QueryRunner> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.connect();
      sayWhatIsLost(runner);
      const begun = runner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const said = this.saying === null ? null : runner.query(this.saying.sql, [...this.saying.values]);
      await Promise.all([begun, said]);
      return runner;
    } catch (error) {
      await abandon(runner);
      throw busyIfLost(error);
    }
  }
}

/** Whatever asks through the runner, a query builder too: a connection that ends in the middle is no bug of anybody's. */
function sayWhatIsLost(runner: QueryRunner): void {
  const ask = runner.query.bind(runner);
  const careful = async (...words: Parameters<typeof ask>): Promise<object> => {
    try {
      return (await ask(...words)) as object;
    } catch (error) {
      throw error instanceof QueryFailedError || runner.isReleased ? busyIfLost(error) : error;
    }
  };
  runner.query = careful as QueryRunner['query'];
}

/** Nothing was written in any case: what was read can be read again. */
function busyIfLost(error: unknown): unknown {
  if (error instanceof ServiceBusy) return error;
  const reason: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return isLost(reason) ? new ServiceBusy(reason) : error;
}

/** The pool must not get back a connection whose transaction may still be open. */
async function abandon(runner: QueryRunner): Promise<void> {
  await runner.query('ROLLBACK').catch(() => undefined);
  await runner.release();
}
