import type { Pool } from 'pg';
import {
  type AppRow,
  type CallRow,
  type DeliveryRow,
  type MailRow,
  type MessageRow,
  type PaymentRow,
  toApp,
  toCall,
  toDelivery,
  toMail,
  toMessage,
  toPayment,
} from './postgres-rows.ts';
import { createSandboxSchema } from './postgres-schema.ts';
import type {
  AttemptResult,
  CallFilter,
  Delivery,
  SandboxApp,
  SandboxCall,
  SandboxMail,
  SandboxMessage,
  SandboxPayment,
  SandboxStore,
} from './store.ts';

/** Parameters 1 to 3 are an app key, a caller and any of the callees; null fits every call. */
const fitsFilter = `($1::text IS NULL OR app_key = $1) AND ($2::text IS NULL OR caller = $2)
  AND ($3::text IS NULL OR callee = $3
    OR (kind = 'CONFERENCE' AND more_callees @> jsonb_build_array(jsonb_build_object('number', $3::text))))`;

/** Keeps everything in the schema `sandbox` of a database. The pool stays the caller's. */
export class PostgresStore implements SandboxStore {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  prepare(): Promise<void> {
    return createSandboxSchema(this.#pool);
  }

  async saveApp(app: SandboxApp): Promise<SandboxApp> {
    const rows = await this.#rows<AppRow>(
      `INSERT INTO sandbox.app (app_key, app_secret, replaced_secret, accid, callback_url) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (app_key) DO UPDATE SET callback_url = excluded.callback_url RETURNING *`,
      [app.appKey, app.appSecret, app.replacedSecret, app.accid, app.callbackUrl],
    );
    return only(rows.map(toApp));
  }

  async rotateSecret(appKey: string, from: string, to: string): Promise<SandboxApp | null> {
    const rows = await this.#rows<AppRow>(
      `UPDATE sandbox.app SET app_secret = $3, replaced_secret = $2 WHERE app_key = $1 AND app_secret = $2 RETURNING *`,
      [appKey, from, to],
    );
    return rows.map(toApp)[0] ?? null;
  }

  async findApp(appKey: string): Promise<SandboxApp | null> {
    const rows = await this.#rows<AppRow>('SELECT * FROM sandbox.app WHERE app_key = $1', [appKey]);
    return rows.map(toApp)[0] ?? null;
  }

  async addCall(call: SandboxCall, dues: readonly Date[], leaseMs: number): Promise<Delivery[]> {
    const [first, ...more] = call.callees;
    if (!first) throw new Error('A call has a callee.');
    const rows = await this.#rows<DeliveryRow>(
      `WITH call AS (
         INSERT INTO sandbox.call
           (session, app_key, accid, caller, callee, max_dur, started_at, course, kind, more_callees)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $11, $12))
       INSERT INTO sandbox.delivery (session, copy, due, attempts, leased_until)
       SELECT $1, copy, due, CASE WHEN $10 > 0 THEN 1 ELSE 0 END, clock_timestamp() + $10 * interval '1 ms'
       FROM unnest($9::timestamptz[]) WITH ORDINALITY AS copies (due, copy) RETURNING *`,
      [
        call.session,
        call.appKey,
        call.accid,
        call.caller,
        first.number,
        call.maxDur,
        call.startedAt,
        JSON.stringify(first.course),
        dues.map((due) => due.toISOString()),
        leaseMs,
        call.kind,
        JSON.stringify(more),
      ],
    );
    return rows.map(toDelivery);
  }

  async findCall(session: string): Promise<SandboxCall | null> {
    const rows = await this.#rows<CallRow>('SELECT * FROM sandbox.call WHERE session = $1', [session]);
    return rows.map(toCall)[0] ?? null;
  }

  async listCalls(filter: CallFilter, limit: number): Promise<SandboxCall[]> {
    const rows = await this.#rows<CallRow>(
      `SELECT * FROM sandbox.call
       WHERE ${fitsFilter}
       ORDER BY id DESC LIMIT $4`,
      [filter.appKey ?? null, filter.caller ?? null, filter.callee ?? null, limit],
    );
    return rows.map(toCall);
  }

  async listCallsAfter(filter: CallFilter, after: string | null, limit: number): Promise<SandboxCall[]> {
    const rows = await this.#rows<CallRow>(
      `SELECT * FROM sandbox.call
       WHERE ${fitsFilter}
         AND id > COALESCE((SELECT id FROM sandbox.call WHERE session = $4), 0)
       ORDER BY id LIMIT $5`,
      [filter.appKey ?? null, filter.caller ?? null, filter.callee ?? null, after, limit],
    );
    return rows.map(toCall);
  }

  async claimDue(now: Date, limit: number, leaseMs: number): Promise<Delivery[]> {
    const rows = await this.#rows<DeliveryRow>(
      `WITH claimable AS (
         SELECT session, copy FROM sandbox.delivery WHERE due <= $1 AND leased_until <= clock_timestamp()
         ORDER BY due LIMIT $2 FOR UPDATE SKIP LOCKED)
       UPDATE sandbox.delivery AS delivery
       SET attempts = delivery.attempts + 1, leased_until = clock_timestamp() + $3 * interval '1 ms'
       FROM claimable WHERE delivery.session = claimable.session AND delivery.copy = claimable.copy
       RETURNING delivery.*`,
      [now, limit, leaseMs],
    );
    return rows.map(toDelivery);
  }

  async recordAttempt(result: AttemptResult): Promise<void> {
    await this.#rows(
      `UPDATE sandbox.delivery
       SET last_status = $4, delivered_at = $5, due = $6, leased_until = clock_timestamp()
       WHERE session = $1 AND copy = $2 AND delivered_at IS NULL AND (attempts = $3 OR $5::timestamptz IS NOT NULL)`,
      [result.session, result.copy, result.attempt, result.status, result.deliveredAt, result.nextDue],
    );
  }

  async nextDue(now: Date): Promise<Date | null> {
    const sql = 'SELECT min(due) AS due FROM sandbox.delivery WHERE due > $1';
    const rows = await this.#rows<{ due: Date | null }>(sql, [now]);
    return only(rows).due;
  }

  async listDeliveries(sessions: readonly string[]): Promise<Delivery[]> {
    const sql = 'SELECT * FROM sandbox.delivery WHERE session = ANY ($1::uuid[]) ORDER BY session, copy';
    const rows = await this.#rows<DeliveryRow>(sql, [sessions]);
    return rows.map(toDelivery);
  }

  async addMessage({ to, code, purpose, text, sentAt }: SandboxMessage): Promise<void> {
    const sql = 'INSERT INTO sandbox.message (recipient, code, purpose, text, sent_at) VALUES ($1, $2, $3, $4, $5)';
    await this.#rows(sql, [to, code, purpose, text, sentAt]);
  }

  async listMessages(to: string | null, limit: number): Promise<SandboxMessage[]> {
    const sql = 'SELECT * FROM sandbox.message WHERE ($1::text IS NULL OR recipient = $1) ORDER BY id DESC LIMIT $2';
    const rows = await this.#rows<MessageRow>(sql, [to, limit]);
    return rows.map(toMessage);
  }

  async addMail({ to, subject, text, sentAt }: SandboxMail): Promise<void> {
    const sql = 'INSERT INTO sandbox.mail (recipient, subject, text, sent_at) VALUES ($1, $2, $3, $4)';
    await this.#rows(sql, [to, subject, text, sentAt]);
  }

  async listMails(to: string | null, limit: number): Promise<SandboxMail[]> {
    const sql = 'SELECT * FROM sandbox.mail WHERE ($1::text IS NULL OR recipient = $1) ORDER BY id DESC LIMIT $2';
    const rows = await this.#rows<MailRow>(sql, [to, limit]);
    return rows.map(toMail);
  }

  async addPayment({ orderId, amountFen, reference, paidAt }: SandboxPayment): Promise<SandboxPayment> {
    const rows = await this.#rows<PaymentRow>(
      `INSERT INTO sandbox.payment (order_id, amount_fen, reference, paid_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (order_id) DO UPDATE SET order_id = excluded.order_id RETURNING *`,
      [orderId, String(amountFen), reference, paidAt],
    );
    return only(rows.map(toPayment));
  }

  async listPayments(limit: number): Promise<SandboxPayment[]> {
    const rows = await this.#rows<PaymentRow>('SELECT * FROM sandbox.payment ORDER BY id DESC LIMIT $1', [limit]);
    return rows.map(toPayment);
  }

  async #rows<Row extends object>(sql: string, values: unknown[]): Promise<Row[]> {
    const result = await this.#pool.query<Row>(sql, values);
    return result.rows;
  }
}

function only<T>(values: readonly T[]): T {
  const [value] = values;
  if (value === undefined) throw new Error('The statement returned no row.');
  return value;
}
