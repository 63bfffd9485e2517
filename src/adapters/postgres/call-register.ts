import type { Pool } from 'pg';
import type { CallRegister, DueCall, PendingTopUp } from '../../application/ports/call-register.ts';
import type { App } from '../../domain/app.ts';
import type { AccountId, CallId, TopUpId } from '../../domain/ids.ts';
import { claimDueCalls, claimTopUps } from './claims.ts';
import type { Replica } from './replicas.ts';
import type { AppRow } from './rows/app-rows.ts';
import { fromAppRow } from './rows/app-rows.ts';
import { prepared } from './statements.ts';
import { together } from './together.ts';

/** What no app's can be is not asked about. */
const isCallbackKey = /^[\w-]{1,100}$/;

/** In the writer role: what is due, and whose an address is, is asked across accounts. */
export class PostgresCallRegister implements CallRegister {
  /** Anybody may ask, however often: whoever comes together shares a question, and none takes a decision's connection. */
  readonly #apps = together((keys: readonly string[]) => this.#appsByCallbackKeys(keys));

  constructor(
    private readonly writers: Pool,
    /** Claims must not wait behind the decisions of a busy hour: their owners may be dead. */
    private readonly claimants: Pool,
    private readonly doormen: Pool,
    private readonly replica: Replica,
  ) {}

  async claimDue(now: Date, placingSeconds: number, limit: number, leaseSeconds: number): Promise<readonly DueCall[]> {
    const { rows } = await this.claimants.query<{ account_id: AccountId; id: CallId; claim: string }>(
      prepared(claimDueCalls, [now, placingSeconds, limit, leaseSeconds, this.replica.id]),
    );
    return rows.map((row) => ({ account: row.account_id, call: row.id, token: BigInt(row.claim) }));
  }

  async claimPendingTopUps(limit: number, leaseSeconds: number): Promise<readonly PendingTopUp[]> {
    const { rows } = await this.claimants.query<{ account_id: AccountId; id: TopUpId }>(
      prepared(claimTopUps, [limit, leaseSeconds]),
    );
    return rows.map((row) => ({ account: row.account_id, topUp: row.id }));
  }

  async topUpByReference(reference: string): Promise<PendingTopUp | null> {
    const question = prepared('SELECT account_id, id FROM top_up WHERE transfer_reference = $1', [reference]);
    const { rows } = await this.writers.query<{ account_id: AccountId; id: TopUpId }>(question);
    return rows[0] === undefined ? null : { account: rows[0].account_id, topUp: rows[0].id };
  }

  async accountsToBill(until: Date, after: AccountId | null, limit: number): Promise<readonly AccountId[]> {
    const sql = `SELECT id FROM account WHERE billed_until < $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`;
    const { rows } = await this.writers.query<{ id: AccountId }>(prepared(sql, [until, after, limit]));
    return rows.map(({ id }) => id);
  }

  liveReplicas(): number {
    return this.replica.live;
  }

  leaseUntil(): Date {
    return this.replica.leaseUntil;
  }

  appByCallbackKey(callbackKey: string): Promise<App | null> {
    return isCallbackKey.test(callbackKey) ? this.#apps(callbackKey) : Promise.resolve(null);
  }

  async #appsByCallbackKeys(keys: readonly string[]): Promise<readonly (App | null)[]> {
    const text = `SELECT * FROM app WHERE callback_key = ANY (string_to_array($1, ','))`;
    const { rows } = await this.doormen.query<AppRow>(prepared(text, [[...new Set(keys)].join(',')]));
    const found = new Map(rows.map((row) => [row.callback_key, fromAppRow(row)]));
    return keys.map((key) => found.get(key) ?? null);
  }
}
