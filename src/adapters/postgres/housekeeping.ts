import type { Pool } from 'pg';
import type { Horizons, Housekeeping, Thrown } from '../../application/ports/housekeeping.ts';
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

/** Of calls that nobody has watched for a day. */
const oldTurns = `DELETE FROM progress_turn WHERE (account_id, call_id) IN (
  SELECT account_id, call_id FROM progress_turn WHERE next_at < clock_timestamp() - interval '1 day'
  LIMIT $1 FOR UPDATE SKIP LOCKED)`;

/** Nobody's claims go by them after a day: a missing replica is as dead as one whose lease has ended. */
const deadReplicas = `DELETE FROM replica WHERE lease_until < clock_timestamp() - interval '1 day'`;

/**
 * Of each of $3 accounts up to $2 events, from the oldest on: their numbers have no gap. The first that is not old stays,
 * whatever the clocks of the others' transactions said, and the newest.
 */
const oldEvents = `DELETE FROM event USING (
  SELECT account.id, least(oldest.seq + $2, (
    SELECT seq FROM event WHERE account_id = account.id AND seq <= oldest.seq + $2
      AND (recorded_at >= $1 OR seq = account.sequence) ORDER BY seq LIMIT 1)) AS first_kept
  FROM account CROSS JOIN LATERAL (
    SELECT seq, recorded_at FROM event WHERE account_id = account.id ORDER BY seq LIMIT 1) AS oldest
  WHERE oldest.recorded_at < $1 AND oldest.seq < account.sequence LIMIT $3
) AS old WHERE event.account_id = old.id AND event.seq < old.first_kept`;

const EVENTS_OF_AN_ACCOUNT = 500;
const ACCOUNTS = 100;
const EVENT_TURNS = 10;

/** In the writer role, which deletes from these six tables and no others. */
export class PostgresHousekeeping implements Housekeeping {
  constructor(private readonly pool: Pool) {}

  async tidy(before: Horizons): Promise<Thrown> {
    const operations = `{${perishable.join(',')}}`;
    const keys = await this.#run(prepared(oldKeys, [operations, before.keys, ROWS]));
    const callees = await this.#run(prepared(quietCallees, [before.callees, ROWS]));
    const tries = await this.#run(prepared(oldTries, [before.tries, ROWS]));
    const turns = await this.#run(prepared(oldTurns, [ROWS]));
    const events = await this.#throwEvents(before.events);
    return { keys, callees, tries, turns, events, replicas: await this.#run(prepared(deadReplicas, [])) };
  }

  /** A call leaves many of them: more than one turn's worth may have grown old since the last time. */
  async #throwEvents(before: Date): Promise<number> {
    let all = 0;
    for (let turn = 0; turn < EVENT_TURNS; turn++) {
      const some = await this.#run(prepared(oldEvents, [before, EVENTS_OF_AN_ACCOUNT, ACCOUNTS]));
      if (some === 0) break;
      all += some;
    }
    return all;
  }

  async #run(statement: ReturnType<typeof prepared>): Promise<number> {
    return (await this.pool.query(statement)).rowCount ?? 0;
  }
}
