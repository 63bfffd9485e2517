import type { Page, PageRequest } from '../../application/ports/reads.ts';
import type { BillLine, LineSum } from '../../domain/bill.ts';
import type { AccountId, AppId, CallId } from '../../domain/ids.ts';
import type { TransferKind } from '../../domain/ledger.ts';
import { Money } from '../../domain/money.ts';
import type { Month } from '../../domain/month.ts';
import type { Kind } from '../../domain/parties.ts';
import type { Basis } from '../../domain/tariff.ts';
import type { Snapshot } from './snapshot.ts';
import { idOrNull } from './statements.ts';

const effect = `CASE 'CUSTOMER' WHEN t.credit THEN t.amount_fen WHEN t.debit THEN -t.amount_fen ELSE 0 END`;
const owing = `CASE 'SUSPENSE' WHEN t.debit THEN t.amount_fen WHEN t.credit THEN -t.amount_fen ELSE 0 END`;
const charges = `('CALL_CHARGE', 'LATE_CALL_CHARGE')`;

/**
 * A line is a posting, but that what was missing of a charge stands in the line of the charge, where there is one: they
 * are of one subject, and each of a kind once. $1 the account, $2 and $3 the times; $3 is open where it is null.
 */
const lines = `
  SELECT t.id, t.kind AS posting, ${effect} AS amount, (${owing}) + coalesce(short.amount_fen, 0) AS owed,
    t.accounting_at, t.posted_at, t.adjusts, t.reference, c.id AS call_id, c.kind AS call_kind, c.app_id, c.caller,
    coalesce(c.callees, ARRAY[c.callee]) AS callees, c.placed_at, c.talk_seconds, c.tariff_price_fen, c.tariff_basis,
    c.reference AS call_reference
  FROM transfer t
  LEFT JOIN transfer short ON t.kind IN ${charges} AND short.account_id = t.account_id AND short.subject = t.subject
    AND short.kind = 'SHORTFALL'
  LEFT JOIN call c ON c.account_id = t.account_id AND c.id = coalesce(t.call_id, t.subject)
  WHERE t.account_id = $1 AND t.accounting_at >= $2 AND ($3::timestamptz IS NULL OR t.accounting_at < $3)
    AND NOT (t.kind = 'SHORTFALL' AND EXISTS (SELECT FROM transfer paid WHERE paid.account_id = t.account_id
      AND paid.subject = t.subject AND paid.kind IN ${charges}))`;

interface LineRow {
  id: string;
  posting: TransferKind;
  amount: string;
  owed: string;
  accounting_at: Date;
  posted_at: Date;
  adjusts: Date | null;
  reference: string | null;
  call_id: CallId | null;
  call_kind: Kind;
  app_id: AppId;
  caller: string;
  callees: string[];
  placed_at: Date;
  talk_seconds: number | null;
  tariff_price_fen: string;
  tariff_basis: Basis;
  call_reference: string | null;
}

/** BILL-4: a page of a month's lines, oldest first, by keyset. */
export async function readBillLines(
  view: Pick<Snapshot, 'ask'>,
  account: AccountId,
  { start, end }: Month,
  { first, after }: PageRequest,
): Promise<Page<BillLine>> {
  // The page begins where the one before it ended: else each would be looked for from the month's first line on.
  const from = after === null || after.at < start ? start : after.at;
  const behind = after === null ? '' : 'AND (t.accounting_at, t.id) > ($5, $6)';
  const sql = `${lines} ${behind} ORDER BY t.accounting_at, t.id LIMIT $4`;
  const place = after === null ? [] : [after.at, idOrNull(after.id)];
  // One more than was asked for tells whether there is a next page.
  const rows = await view.ask<LineRow>(sql, [idOrNull(account), from, end, first + 1, ...place]);
  const items = rows.slice(0, first).map((row) => ({ at: row.accounting_at, id: row.id, item: fromLineRow(row) }));
  return { items, hasNext: rows.length > first };
}

/** The same lines, added up by what they are counted as. */
export async function readBillSums(
  view: Pick<Snapshot, 'ask'>,
  account: AccountId,
  from: Date,
  to: Date | null,
): Promise<readonly LineSum[]> {
  const isCharge = `posting IN ('CALL_CHARGE', 'LATE_CALL_CHARGE', 'SHORTFALL')`;
  const sql = `
    SELECT posting, adjusts IS NOT NULL AS "isLate", sum(amount) AS amount, sum(owed) AS owed, count(*)::int AS lines,
      coalesce(sum(talk_seconds) FILTER (WHERE ${isCharge}), 0) AS seconds,
      coalesce(sum((owed - amount) / tariff_price_fen) FILTER (WHERE ${isCharge}), 0) AS minutes
    FROM (${lines}) line GROUP BY 1, 2`;
  const rows = await view.ask<SumRow>(sql, [idOrNull(account), from, to]);
  return rows.map(({ amount, owed, seconds, minutes, ...row }) => ({
    ...row,
    amount: Money.fen(BigInt(amount)),
    owed: Money.fen(BigInt(owed)),
    seconds: BigInt(seconds),
    minutes: BigInt(minutes),
  }));
}

interface SumRow {
  posting: TransferKind;
  isLate: boolean;
  amount: string;
  owed: string;
  lines: number;
  seconds: string;
  minutes: string;
}

function fromLineRow(row: LineRow): BillLine {
  return {
    id: row.id,
    posting: row.posting,
    amount: Money.fen(BigInt(row.amount)),
    owed: Money.fen(BigInt(row.owed)),
    accountingAt: row.accounting_at,
    postedAt: row.posted_at,
    adjusts: row.adjusts,
    reference: row.reference,
    call: row.call_id === null ? null : callOf(row, row.call_id),
  };
}

function callOf(row: LineRow, id: CallId): BillLine['call'] {
  return {
    id,
    kind: row.call_kind,
    app: row.app_id,
    caller: row.caller,
    callees: row.callees,
    placedAt: row.placed_at,
    talkSeconds: row.talk_seconds,
    pricePerMinute: Money.fen(BigInt(row.tariff_price_fen)),
    basis: row.tariff_basis,
    reference: row.call_reference,
  };
}
