import type { BillCheck, LineCheck } from '../../../domain/bill-check.ts';
import { bigint, integer, key, optional, tableOf, text, time, uuid } from './columns.ts';

/** How far a bill's check is; one for each bill. */
export interface BillCheckRow {
  account_id: string;
  month_start: Date;
  share: number | null;
  matched: number;
  duration_differs: number;
  missing: number;
  finished_at: Date | null;
}

/** What the domain knows nothing of: whose turn it is, and where it goes on. */
interface TurnRow {
  passes: number;
  unanswered: number;
  after_at: Date | null;
  after_id: string | null;
  /** By the database's clock; null once it is finished. */
  due_at: Date | null;
  claim: string;
  claimed_by: string | null;
  claimed_until: Date | null;
}

export const billCheckTable = tableOf<BillCheckRow & TurnRow>('bill_check', {
  account_id: key(uuid),
  month_start: key(time),
  share: optional({ type: 'double precision' }),
  matched: { ...integer, default: 0 },
  duration_differs: { ...integer, default: 0 },
  missing: { ...integer, default: 0 },
  finished_at: optional(time),
  passes: { ...integer, default: 0 },
  unanswered: { ...integer, default: 0 },
  after_at: optional(time),
  after_id: optional(uuid),
  due_at: optional({ type: 'timestamp with time zone', default: () => 'now()' }),
  claim: { ...bigint, default: 0 },
  claimed_by: optional(uuid),
  claimed_until: optional({ type: 'timestamp with time zone' }),
});

export interface LineCheckRow {
  account_id: string;
  line_id: string;
  month_start: Date;
  state: Exclude<LineCheck['state'], 'UNCHECKED'>;
  provider_seconds: number | null;
  checked_at: Date;
}

export const lineCheckTable = tableOf<LineCheckRow>('bill_line_check', {
  account_id: key(uuid),
  line_id: key(uuid),
  month_start: time,
  state: text,
  provider_seconds: optional(integer),
  checked_at: time,
});

export function fromBillCheckRow(row: BillCheckRow): BillCheck {
  return {
    share: row.share,
    matched: row.matched,
    durationDiffers: row.duration_differs,
    missingAtProvider: row.missing,
    finishedAt: row.finished_at,
  };
}
