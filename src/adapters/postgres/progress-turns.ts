import type { Pool } from 'pg';
import type { ProgressTurns } from '../../application/ports/progress-turns.ts';
import type { AccountId, CallId } from '../../domain/ids.ts';
import { prepared } from './statements.ts';

/** $3 wall milliseconds, by the database's clock. Whoever comes second waits for the first, and finds the turn taken. */
const takeTurn = `INSERT INTO progress_turn (account_id, call_id, next_at)
  VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3::float8 / 1000))
  ON CONFLICT (account_id, call_id) DO UPDATE SET next_at = excluded.next_at
  WHERE progress_turn.next_at <= clock_timestamp() RETURNING 1`;

/** In the writer role. */
export class PostgresProgressTurns implements ProgressTurns {
  constructor(private readonly pool: Pool) {}

  async take(account: AccountId, call: CallId, milliseconds: number): Promise<boolean> {
    return (await this.pool.query(prepared(takeTurn, [account, call, milliseconds]))).rowCount === 1;
  }
}
