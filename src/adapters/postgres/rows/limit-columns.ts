import { Money } from '../../../domain/money.ts';
import type { AccountLimits, OwnLimit } from '../../../domain/own-limits.ts';

/** CALL-10: an account's own limits. Null: as configured; -1: none. */
export interface LimitColumns {
  calls_at_once: number | null;
  spend_per_day_fen: string | null;
  /** 0: none. */
  cool_down_seconds: number | null;
}

const NONE = -1;

export function toLimitColumns({ callsAtOnce, spendPerDay, coolDownSeconds }: AccountLimits): LimitColumns {
  return {
    calls_at_once: toCountColumn(callsAtOnce),
    spend_per_day_fen: spendPerDay === 'NONE' ? String(NONE) : (spendPerDay?.fen.toString() ?? null),
    cool_down_seconds: coolDownSeconds,
  };
}

export function fromLimitColumns(row: LimitColumns): AccountLimits {
  return {
    callsAtOnce: fromCountColumn(row.calls_at_once),
    spendPerDay: fromFenColumn(row.spend_per_day_fen),
    coolDownSeconds: row.cool_down_seconds,
  };
}

export function toCountColumn(own: OwnLimit<number>): number | null {
  return own === 'NONE' ? NONE : own;
}

export function fromCountColumn(column: number | null): OwnLimit<number> {
  return column === NONE ? 'NONE' : column;
}

function fromFenColumn(column: string | null): OwnLimit<Money> {
  if (column === null) return null;
  return column === String(NONE) ? 'NONE' : Money.fen(BigInt(column));
}
