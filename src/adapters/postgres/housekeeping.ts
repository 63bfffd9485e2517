import type { Pool } from 'pg';
import type { Housekeeping, Thrown } from '../../application/ports/housekeeping.ts';
import { perishable } from '../../domain/request.ts';
import { prepared } from './statements.ts';

/** Of each table at a time: locks that are held for long would keep starts waiting. */
const ROWS = 5000;

const oldKeys = `DELETE FROM request WHERE ctid IN (
  SELECT ctid FROM request WHERE operation = ANY ($1::text[]) AND at < $2 LIMIT $3)`;

/** A decision that rings the telephone meanwhile holds its row: it is passed over. */
const quietCallees = `DELETE FROM callee WHERE number IN (
  SELECT number FROM callee WHERE coalesce(rung_at[cardinality(rung_at)] < $1, true) LIMIT $2 FOR UPDATE SKIP LOCKED)`;

const oldTries = `DELETE FROM tries WHERE key IN (
  SELECT key FROM tries WHERE coalesce(tried_at[cardinality(tried_at)] < $1, true) LIMIT $2 FOR UPDATE SKIP LOCKED)`;

/** Nobody's claims go by them after a day: a missing replica is as dead as one whose lease has ended. */
const deadReplicas = `DELETE FROM replica WHERE lease_until < clock_timestamp() - interval '1 day'`;

/** In the writer role, which deletes from these four tables and no others. */
export class PostgresHousekeeping implements Housekeeping {
  constructor(private readonly pool: Pool) {}

  async tidy(keysBefore: Date, rungBefore: Date, triedBefore: Date): Promise<Thrown> {
    const operations = `{${perishable.join(',')}}`;
    const keys = await this.#run(prepared(oldKeys, [operations, keysBefore, ROWS]));
    const callees = await this.#run(prepared(quietCallees, [rungBefore, ROWS]));
    const tries = await this.#run(prepared(oldTries, [triedBefore, ROWS]));
    return { keys, callees, tries, replicas: await this.#run(prepared(deadReplicas, [])) };
  }

  async #run(statement: ReturnType<typeof prepared>): Promise<number> {
    return (await this.pool.query(statement)).rowCount ?? 0;
  }
}
