import { randomUUID } from 'node:crypto';
import type { Discrepancy } from '../../../domain/alarm.ts';
import { assert } from '../../../domain/assert.ts';
import type { DiscrepancyDecision, DiscrepancyResolution, KnownDiscrepancy } from '../../../domain/discrepancy.ts';
import type { AccountId, CallId } from '../../../domain/ids.ts';
import { Money } from '../../../domain/money.ts';
import type { Resolution } from '../../../domain/settlement.ts';
import { bigint, integer, key, optional, tableOf, text, time, uuid } from './columns.ts';

export interface ResolutionRow {
  account_id: string;
  call_id: string;
  kind: Resolution['kind'];
  reservation_fen: string;
  charge_fen: string;
  at: Date;
}

export const resolutionTable = tableOf<ResolutionRow>('resolution', {
  account_id: key(uuid),
  call_id: key(uuid),
  kind: text,
  reservation_fen: bigint,
  charge_fen: bigint,
  at: time,
});

export function toResolutionRow(account: AccountId, resolution: Resolution): ResolutionRow {
  return {
    account_id: account,
    call_id: resolution.call,
    kind: resolution.kind,
    reservation_fen: resolution.reservation.fen.toString(),
    charge_fen: resolution.charge.fen.toString(),
    at: resolution.at,
  };
}

export interface DiscrepancyRow {
  /** For its place in a list; it is known by its key. */
  id: string;
  account_id: string;
  call_id: string;
  reported_seconds: number;
  settled_seconds: number;
  source: Discrepancy['source'];
  opened_at: Date;
  decision: DiscrepancyDecision | null;
  difference_fen: string | null;
  resolved_at: Date | null;
}

export const discrepancyTable = tableOf<DiscrepancyRow>('discrepancy', {
  id: uuid,
  account_id: key(uuid),
  call_id: key(uuid),
  reported_seconds: key(integer),
  settled_seconds: integer,
  source: text,
  opened_at: time,
  decision: optional(text),
  difference_fen: optional(bigint),
  resolved_at: optional(time),
});

export function toDiscrepancyRow(
  account: AccountId,
  discrepancy: Discrepancy,
  resolution: DiscrepancyResolution | null = null,
): DiscrepancyRow {
  return {
    account_id: account,
    id: randomUUID(),
    call_id: discrepancy.call,
    reported_seconds: discrepancy.reportedSeconds,
    settled_seconds: discrepancy.settledSeconds,
    source: discrepancy.source,
    opened_at: discrepancy.openedAt,
    decision: resolution?.decision ?? null,
    difference_fen: resolution?.difference.fen.toString() ?? null,
    resolved_at: resolution?.at ?? null,
  };
}

export function fromDiscrepancyRow(row: DiscrepancyRow): KnownDiscrepancy {
  return {
    call: row.call_id as CallId,
    settledSeconds: row.settled_seconds,
    reportedSeconds: row.reported_seconds,
    source: row.source,
    openedAt: row.opened_at,
    resolution: resolutionOf(row),
  };
}

function resolutionOf({ decision, difference_fen, resolved_at }: DiscrepancyRow): DiscrepancyResolution | null {
  if (decision === null) return null;
  assert(difference_fen !== null && resolved_at !== null, 'a resolved discrepancy says what became of it');
  return { decision, difference: Money.fen(BigInt(difference_fen)), at: resolved_at };
}
