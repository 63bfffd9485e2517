import type { Pool } from 'pg';
import type { CallRegister, DueCall, PendingTopUp } from '../../application/ports/call-register.ts';
import type { App } from '../../domain/app.ts';
import type { AccountId, CallId, TopUpId } from '../../domain/ids.ts';
import type { AppRow } from './rows/app-rows.ts';
import { fromAppRow } from './rows/app-rows.ts';
import { prepared, textOrNull } from './statements.ts';

/**
 * A PLACING call is its dialler's, who lives by wall time: service time alone never makes it due. The inner query is
 * materialised, because a plan that ran it twice would claim more than the limit.
 */
const claim = prepared(
  `WITH due AS MATERIALIZED (
     SELECT account_id, id FROM call
     WHERE money_state = 'RESERVED' AND (claimed_until IS NULL OR claimed_until <= $4)
       AND (status <> 'PLACING' AND due_at <= $1 OR status = 'PLACING' AND placed_wall_at < $2)
     ORDER BY status = 'PLACING' DESC, due_at LIMIT $3 FOR UPDATE SKIP LOCKED
   )
   UPDATE call SET claimed_until = $5 FROM due WHERE call.account_id = due.account_id AND call.id = due.id
   RETURNING call.account_id, call.id`,
  [],
);

const claimTopUps = prepared(
  `WITH due AS MATERIALIZED (
     SELECT account_id, id FROM top_up WHERE status = 'PENDING' AND claimed_until <= $1
     ORDER BY claimed_until LIMIT $2 FOR UPDATE SKIP LOCKED
   )
   UPDATE top_up SET claimed_until = $3 FROM due WHERE top_up.account_id = due.account_id AND top_up.id = due.id
   RETURNING top_up.account_id, top_up.id`,
  [],
);

/** In the writer role: what is due, and whose an address is, is asked across accounts. */
export class PostgresCallRegister implements CallRegister {
  constructor(
    private readonly pool: Pool,
    private readonly wall: () => Date,
  ) {}

  async claimDue(now: Date, placingBefore: Date, limit: number, leaseSeconds: number): Promise<readonly DueCall[]> {
    const wall = this.wall();
    const until = new Date(wall.getTime() + leaseSeconds * 1000);
    const values = [now, placingBefore, limit, wall, until];
    const { rows } = await this.pool.query<{ account_id: AccountId; id: CallId }>({ ...claim, values });
    return rows.map((row) => ({ account: row.account_id, call: row.id }));
  }

  async claimPendingTopUps(limit: number, leaseSeconds: number): Promise<readonly PendingTopUp[]> {
    const wall = this.wall();
    const until = new Date(wall.getTime() + leaseSeconds * 1000);
    const { rows } = await this.pool.query<{ account_id: AccountId; id: TopUpId }>({
      ...claimTopUps,
      values: [wall, limit, until],
    });
    return rows.map((row) => ({ account: row.account_id, topUp: row.id }));
  }

  async appByCallbackKey(callbackKey: string): Promise<App | null> {
    const question = prepared('SELECT * FROM app WHERE callback_key = $1', [textOrNull(callbackKey)]);
    const { rows } = await this.pool.query<AppRow>(question);
    return rows[0] === undefined ? null : fromAppRow(rows[0]);
  }
}
