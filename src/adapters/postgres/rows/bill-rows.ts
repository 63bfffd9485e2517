import type { Bill } from '../../../domain/bill.ts';
import { closingOf } from '../../../domain/bill.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { Money } from '../../../domain/money.ts';
import { bigint, integer, key, tableOf, text, time, uuid } from './columns.ts';

export interface BillRow {
  account_id: string;
  month_start: Date;
  month_end: Date;
  id: string;
  opening_fen: string;
  top_ups_fen: string;
  charges_fen: string;
  adjustments_fen: string;
  closing_fen: string;
  owed_fen: string;
  lines: number;
  calls: number;
  seconds: string;
  minutes: string;
  hash: string;
  issued_at: Date;
}

export const billTable = tableOf<BillRow>('bill', {
  account_id: key(uuid),
  month_start: key(time),
  month_end: time,
  id: uuid,
  opening_fen: bigint,
  top_ups_fen: bigint,
  charges_fen: bigint,
  adjustments_fen: bigint,
  closing_fen: bigint,
  owed_fen: bigint,
  lines: integer,
  calls: integer,
  seconds: bigint,
  minutes: bigint,
  hash: text,
  issued_at: time,
});

export function toBillRow(bill: Bill): BillRow {
  const { month, opening, totals } = bill;
  return {
    account_id: bill.account,
    month_start: month.start,
    month_end: month.end,
    id: bill.id,
    opening_fen: opening.fen.toString(),
    top_ups_fen: totals.topUps.fen.toString(),
    charges_fen: totals.charges.fen.toString(),
    adjustments_fen: totals.adjustments.fen.toString(),
    closing_fen: closingOf(bill).fen.toString(),
    owed_fen: totals.owed.fen.toString(),
    lines: totals.lines,
    calls: totals.calls,
    seconds: totals.seconds.toString(),
    minutes: totals.minutes.toString(),
    hash: bill.hash,
    issued_at: bill.issuedAt,
  };
}

export function fromBillRow(row: BillRow): Bill {
  const fen = (text: string): Money => Money.fen(BigInt(text));
  return {
    id: row.id,
    account: row.account_id as AccountId,
    month: { start: row.month_start, end: row.month_end },
    opening: fen(row.opening_fen),
    totals: {
      topUps: fen(row.top_ups_fen),
      charges: fen(row.charges_fen),
      adjustments: fen(row.adjustments_fen),
      owed: fen(row.owed_fen),
      lines: row.lines,
      calls: row.calls,
      seconds: BigInt(row.seconds),
      minutes: BigInt(row.minutes),
    },
    hash: row.hash,
    issuedAt: row.issued_at,
  };
}
