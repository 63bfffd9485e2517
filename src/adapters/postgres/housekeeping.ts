import type { Pool } from 'pg';
import type { Horizons, Housekeeping, Thrown } from '../../application/ports/housekeeping.ts';
import { perishable } from '../../domain/request.ts';
import type { Value } from './statements.ts';
import { prepared } from './statements.ts';

/** Of each table at a time: locks that are held for long would keep starts waiting. */
const ROWS = 5000;
/** Each with up to twenty attempts, or a mail to each of an account's people. */
const MESSAGES = 1000;

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

/** The trace of a decision whose answer was lost is asked for while its caller waits. */
const oldDecisions = `DELETE FROM decision WHERE ctid IN (SELECT ctid FROM decision WHERE recorded_at < $1 LIMIT $2)`;

/** A code that is being sent is locked, or young. */
const oldCodes = `DELETE FROM sms_code WHERE mobile IN (
  SELECT mobile FROM sms_code WHERE sent_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`;

const oldLogins = `DELETE FROM login WHERE id IN (
  SELECT id FROM login WHERE refresh_expires < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`;

/** One that is sent anew has no first attempt any more, until it is made. */
const oldDeliveries = `WITH old AS MATERIALIZED (
  SELECT account_id, id FROM delivery WHERE status <> 'PENDING' AND first_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED
), tried AS (
  DELETE FROM delivery_attempt USING old
  WHERE delivery_attempt.account_id = old.account_id AND delivery_attempt.delivery_id = old.id
)
DELETE FROM delivery USING old WHERE delivery.account_id = old.account_id AND delivery.id = old.id`;

const oldNotices = `WITH old AS MATERIALIZED (
  SELECT account_id, key FROM notice WHERE addressed_at < $1 AND NOT EXISTS (
    SELECT FROM notice_mail WHERE notice_mail.account_id = notice.account_id AND notice_mail.key = notice.key
      AND state = 'PENDING')
  LIMIT $2 FOR UPDATE SKIP LOCKED
), mailed AS (
  DELETE FROM notice_mail USING old WHERE notice_mail.account_id = old.account_id AND notice_mail.key = old.key
)
DELETE FROM notice USING old WHERE notice.account_id = old.account_id AND notice.key = old.key`;

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

/** In the writer role, which deletes from the tables that are named here and no others. */
export class PostgresHousekeeping implements Housekeeping {
  constructor(private readonly pool: Pool) {}

  async tidy(before: Horizons): Promise<Thrown> {
    const operations = `{${perishable.join(',')}}`;
    return {
      keys: await this.#run(oldKeys, operations, before.keys, ROWS),
      callees: await this.#run(quietCallees, before.callees, ROWS),
      tries: await this.#run(oldTries, before.tries, ROWS),
      turns: await this.#run(oldTurns, ROWS),
      events: await this.#throwEvents(before.events),
      decisions: await this.#run(oldDecisions, before.decisions, ROWS),
      codes: await this.#run(oldCodes, before.codes, ROWS),
      logins: await this.#run(oldLogins, before.logins, ROWS),
      deliveries: await this.#run(oldDeliveries, before.deliveries, MESSAGES),
      notices: await this.#run(oldNotices, before.notices, MESSAGES),
      replicas: await this.#run(deadReplicas),
    };
  }

  /** A call leaves many of them: more than one turn's worth may have grown old since the last time. */
  async #throwEvents(before: Date): Promise<number> {
    let all = 0;
    for (let turn = 0; turn < EVENT_TURNS; turn++) {
      const some = await this.#run(oldEvents, before, EVENTS_OF_AN_ACCOUNT, ACCOUNTS);
      if (some === 0) break;
      all += some;
    }
    return all;
  }

  async #run(sql: string, ...values: readonly Value[]): Promise<number> {
    return (await this.pool.query(prepared(sql, values))).rowCount ?? 0;
  }
}
