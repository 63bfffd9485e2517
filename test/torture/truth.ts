import type { CallTruth } from '../../src/adapters/sandbox/control/call-truth.ts';
import type { ArrivedStart } from '../../src/adapters/sandbox/control/traffic.ts';
import type { SandboxPayment } from '../../src/adapters/sandbox/store/store.ts';
import type { Database } from './database.ts';
import type { Basis } from './price.ts';

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
  readonly kind: 'CALL' | 'CONFERENCE';
  readonly caller: string;
  /** One of a call. */
  readonly callees: readonly string[];
  /** A conference's, the caller first. */
  readonly participants: readonly string[];
  readonly tariff_basis: Basis;
  readonly money_state: 'RESERVED' | 'SETTLED' | 'VOIDED';
  readonly status: string;
  readonly session: string | null;
  readonly talk_seconds: number | null;
  readonly charge_fen: string | null;
  /** Whom the report named that settled a conference. */
  readonly report_members: readonly string[] | null;
  /** What that report told about each party. */
  readonly legs: readonly unknown[] | null;
  /** What the ledger took for it, with what went to suspense. */
  readonly posted_fen: string;
}

/** A callback that was answered with 200. */
export interface CallbackRow {
  readonly session: string | null;
  readonly call_id: string | null;
  /** A conference's numbers: sorted, in one text. */
  readonly members: string | null;
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
  readonly callbacks: readonly CallbackRow[];
  readonly topUps: readonly TopUpRow[];
  readonly accounts: readonly AccountRow[];
  readonly alarms: Readonly<Record<string, number>>;
}

export async function readBooks(database: Database): Promise<Books> {
  const [calls, callbacks, topUps, accounts, alarms] = await Promise.all([
    database.ask<CallRow>(`
      SELECT call.id, call.account_id, app_key, reference, kind, caller, coalesce(callees, ARRAY[callee]) AS callees,
        call.tariff_basis, money_state, status, session, talk_seconds, charge_fen, report_members, legs,
        ARRAY(
          SELECT number FROM participant
          WHERE participant.account_id = call.account_id AND call_id = call.id ORDER BY position) AS participants,
        coalesce((
          SELECT sum(amount_fen) FROM transfer
          WHERE transfer.account_id = call.account_id AND subject = call.id), 0)::text AS posted_fen
      FROM call JOIN app ON app.account_id = call.account_id AND app.id = call.app_id`),
    database.ask<CallbackRow>('SELECT session, call_id, members FROM callback'),
    database.ask<TopUpRow>(`
      SELECT top_up.*, request.key FROM top_up
      LEFT JOIN request ON request.account_id = top_up.account_id AND operation = 'topUp' AND outcome->>'id' = top_up.id::text`),
    database.ask<AccountRow>('SELECT * FROM account'),
    database.ask<{ kind: string; count: number }>('SELECT kind, count(*)::int AS count FROM alarm GROUP BY kind'),
  ]);
  return {
    calls,
    callbacks,
    topUps,
    accounts,
    alarms: Object.fromEntries(alarms.map(({ kind, count }) => [kind, count])),
  };
}
