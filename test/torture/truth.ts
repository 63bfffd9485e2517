import type { CallTruth } from '../../src/adapters/sandbox/control/call-truth.ts';
import type { ArrivedStart } from '../../src/adapters/sandbox/control/traffic.ts';
import type { SandboxPayment } from '../../src/adapters/sandbox/store/store.ts';
import type { Database } from './database.ts';

/** What the sandbox alone knows. */
export interface HiddenTruth {
  readonly starts: readonly ArrivedStart[];
  readonly calls: readonly CallTruth[];
  readonly payments: readonly SandboxPayment[];
}

export interface CallRow {
  readonly id: string;
  readonly account_id: string;
  readonly app_key: string;
  readonly reference: string | null;
  readonly caller: string;
  readonly callee: string;
  readonly money_state: 'RESERVED' | 'SETTLED' | 'VOIDED';
  readonly status: string;
  readonly session: string | null;
  readonly talk_seconds: number | null;
  readonly charge_fen: string | null;
  /** What the ledger took for it, with what went to suspense. */
  readonly posted_fen: string;
}

export interface TopUpRow {
  readonly id: string;
  readonly account_id: string;
  readonly amount_fen: string;
  readonly status: string;
  readonly key: string | null;
}

export interface AccountRow {
  readonly id: string;
  readonly balance_fen: string;
  readonly reserved_fen: string;
}

/** What the service believes. */
export interface Books {
  readonly calls: readonly CallRow[];
  readonly topUps: readonly TopUpRow[];
  readonly accounts: readonly AccountRow[];
  readonly alarms: Readonly<Record<string, number>>;
}

export async function readBooks(database: Database): Promise<Books> {
  const [calls, topUps, accounts, alarms] = await Promise.all([
    database.ask<CallRow>(`
      SELECT call.*, app.app_key, coalesce((
        SELECT sum(amount_fen) FROM transfer
        WHERE transfer.account_id = call.account_id AND subject = call.id), 0)::text AS posted_fen
      FROM call JOIN app ON app.account_id = call.account_id AND app.id = call.app_id`),
    database.ask<TopUpRow>(`
      SELECT top_up.*, request.key FROM top_up
      LEFT JOIN request ON request.account_id = top_up.account_id AND operation = 'topUp' AND outcome->>'id' = top_up.id::text`),
    database.ask<AccountRow>('SELECT * FROM account'),
    database.ask<{ kind: string; count: number }>('SELECT kind, count(*)::int AS count FROM alarm GROUP BY kind'),
  ]);
  return { calls, topUps, accounts, alarms: Object.fromEntries(alarms.map(({ kind, count }) => [kind, count])) };
}
