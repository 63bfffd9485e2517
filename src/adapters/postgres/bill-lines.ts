import type { LineToCheck } from '../../application/ports/bill-checks.ts';
import type { Page, PageRequest } from '../../application/ports/reads.ts';
import type { BilledCall, BillLine, LineSum } from '../../domain/bill.ts';
import type { CheckedLine, LineCheck } from '../../domain/bill-check.ts';
import { checkOf } from '../../domain/bill-check.ts';
import type { AccountId, AppId, CallId, ProviderSession } from '../../domain/ids.ts';
import type { TransferKind } from '../../domain/ledger.ts';
import { Money } from '../../domain/money.ts';
import type { Month } from '../../domain/month.ts';
import type { Kind } from '../../domain/parties.ts';
import type { Basis } from '../../domain/tariff.ts';
import type { LineCheckRow } from './rows/bill-check-rows.ts';
import type { Snapshot } from './snapshot.ts';
import { idOrNull } from './statements.ts';

const effect = `CASE 'CUSTOMER' WHEN t.credit THEN t.amount_fen WHEN t.debit THEN -t.amount_fen ELSE 0 END`;
const owing = `CASE 'SUSPENSE' WHEN t.debit THEN t.amount_fen WHEN t.credit THEN -t.amount_fen ELSE 0 END`;
const charges = `('CALL_CHARGE', 'LATE_CALL_CHARGE')`;
/** Of a line. */
const isCharge = `posting IN ('CALL_CHARGE', 'LATE_CALL_CHARGE', 'SHORTFALL')`;

/** What is told of a call that money moved for. */
const calls = `c.id AS call_id, c.kind AS call_kind, c.app_id, c.caller, coalesce(c.callees, ARRAY[c.callee]) AS callees,
    c.placed_at, c.talk_seconds, c.tariff_price_fen, c.tariff_basis, c.reference AS call_reference`;

/**
 * A line is a posting, but that what was missing of a charge stands in the line of the charge, where there is one: they
 * are of one subject, and each of a kind once. Beside it stands what was found of it (BILL-5). $1 the account, $2 and $3
 * the times. CASE and not coalesce(): PostgreSQL takes the latter for one that might leak, and behind row-level security
 * reads all calls of all accounts for a page rather than look up the thousand that it needs.
 */
const lines = `
  SELECT t.id, t.kind AS posting, ${effect} AS amount, (${owing}) + coalesce(short.amount_fen, 0) AS owed,
    t.accounting_at, t.posted_at, t.adjusts, t.reference, ${calls}, c.session, k.state, k.provider_seconds,
    k.checked_at
  FROM transfer t
  LEFT JOIN transfer short ON t.kind IN ${charges} AND short.account_id = t.account_id AND short.subject = t.subject
    AND short.kind = 'SHORTFALL'
  LEFT JOIN call c ON c.account_id = t.account_id AND c.id = CASE WHEN t.call_id IS NULL THEN t.subject ELSE t.call_id END
  LEFT JOIN bill_line_check k ON k.account_id = t.account_id AND k.line_id = t.id
  WHERE t.account_id = $1 AND t.accounting_at >= $2 AND t.accounting_at < $3
    AND NOT (t.kind = 'SHORTFALL' AND EXISTS (SELECT FROM transfer paid WHERE paid.account_id = t.account_id
      AND paid.subject = t.subject AND paid.kind IN ${charges}))`;

interface LineRow extends BilledCallRow {
  id: string;
  posting: TransferKind;
  amount: string;
  owed: string;
  accounting_at: Date;
  posted_at: Date;
  adjusts: Date | null;
  reference: string | null;
  session: ProviderSession | null;
  /** Null, as the two below, while nothing was found. */
  state: LineCheckRow['state'] | null;
  provider_seconds: number | null;
  checked_at: Date | null;
}

interface BilledCallRow {
  /** Null where there is none, and nothing else is told of it then. */
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
export function readBillLines(
  view: Pick<Snapshot, 'ask'>,
  account: AccountId,
  month: Month,
  page: PageRequest,
): Promise<Page<CheckedLine>> {
  return readLines(view, account, month, page, false);
}

/** BILL-5: the same of those that differ from what the provider tells. */
export function readBillDifferences(
  view: Pick<Snapshot, 'ask'>,
  account: AccountId,
  month: Month,
  page: PageRequest,
): Promise<Page<CheckedLine>> {
  return readLines(view, account, month, page, true);
}

async function readLines(
  view: Pick<Snapshot, 'ask'>,
  account: AccountId,
  { start, end }: Month,
  { first, after }: PageRequest,
  isDiffering: boolean,
): Promise<Page<CheckedLine>> {
  // The page begins where the one before it ended: else each would be looked for from the month's first line on.
  const from = after === null || after.at < start ? start : after.at;
  const behind = after === null ? '' : 'AND (t.accounting_at, t.id) > ($5, $6)';
  const place = after === null ? [] : [after.at, idOrNull(after.id)];
  const only = isDiffering ? `AND k.month_start = $${5 + place.length} AND k.state <> 'MATCHED'` : '';
  const sql = `${lines} ${behind} ${only} ORDER BY t.accounting_at, t.id LIMIT $4`;
  const values = [idOrNull(account), from, end, first + 1, ...place, ...(isDiffering ? [start] : [])];
  // One more than was asked for tells whether there is a next page.
  const rows = await view.ask<LineRow>(sql, values);
  const items = rows.slice(0, first).map((row) => ({ at: row.accounting_at, id: row.id, item: fromLineRow(row) }));
  return { items, hasNext: rows.length > first };
}

/**
 * BILL-5: lines that charge calls and of which nothing was found, in their order. $1 the account, $2 and $3 the times, $4
 * the line at $2 behind which they begin, or null, $5 the most.
 */
export const linesToCheck = `
  SELECT id, accounting_at, call_id, call_kind, app_id, session, placed_at, talk_seconds
  FROM (${lines} AND ($4::uuid IS NULL OR (t.accounting_at, t.id) > ($2, $4))) line
  WHERE call_id IS NOT NULL AND ${isCharge} AND state IS NULL
  ORDER BY accounting_at, id LIMIT $5`;

export type ToCheckRow = Pick<
  LineRow,
  'id' | 'accounting_at' | 'call_kind' | 'app_id' | 'session' | 'placed_at' | 'talk_seconds'
> & { readonly call_id: CallId };

export function toLineToCheck(row: ToCheckRow): LineToCheck {
  return {
    at: row.accounting_at,
    id: row.id,
    call: row.call_id,
    kind: row.call_kind,
    app: row.app_id,
    session: row.session,
    placedAt: row.placed_at,
    talkSeconds: row.talk_seconds,
  };
}

/** Those of the ids that are calls or conferences of the account, by id. */
export async function readBilledCalls(
  view: Pick<Snapshot, 'ask'>,
  account: AccountId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, BilledCall>> {
  const sql = `SELECT ${calls} FROM call c WHERE c.account_id = $1 AND c.id = ANY ($2)`;
  const rows = await view.ask<BilledCallRow>(sql, [idOrNull(account), ids]);
  const found = rows.map(callOf).filter((call) => call !== null);
  return new Map(found.map((call) => [call.id, call]));
}

/** A month's lines, added up by what they are counted as. */
export async function readBillSums(
  view: Pick<Snapshot, 'ask'>,
  account: AccountId,
  { start, end }: Month,
): Promise<readonly LineSum[]> {
  const sql = `
    SELECT posting, adjusts IS NOT NULL AS "isLate", sum(amount) AS amount, sum(owed) AS owed, count(*)::int AS lines,
      coalesce(sum(talk_seconds) FILTER (WHERE ${isCharge}), 0) AS seconds,
      coalesce(sum((owed - amount) / tariff_price_fen) FILTER (WHERE ${isCharge}), 0) AS minutes
    FROM (${lines}) line GROUP BY 1, 2`;
  const rows = await view.ask<SumRow>(sql, [idOrNull(account), start, end]);
  return rows.map(({ amount, owed, seconds, minutes, ...row }) => ({
    ...row,
    amount: Money.fen(BigInt(amount)),
    owed: Money.fen(BigInt(owed)),
    seconds: BigInt(seconds),
    minutes: BigInt(minutes),
  }));
}

/** What all that is accounted then or later did to the balance. Calls are not asked: there may be years of them. */
export async function readAccountedSince(view: Pick<Snapshot, 'ask'>, account: AccountId, from: Date): Promise<Money> {
  const sql = `SELECT coalesce(sum(${effect}), 0) AS fen FROM transfer t WHERE t.account_id = $1 AND t.accounting_at >= $2`;
  const [row] = await view.ask<{ fen: string }>(sql, [idOrNull(account), from]);
  return Money.fen(BigInt(row?.fen ?? 0));
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

function fromLineRow(row: LineRow): CheckedLine {
  const line: BillLine = {
    id: row.id,
    posting: row.posting,
    amount: Money.fen(BigInt(row.amount)),
    owed: Money.fen(BigInt(row.owed)),
    accountingAt: row.accounting_at,
    postedAt: row.posted_at,
    adjusts: row.adjusts,
    reference: row.reference,
    call: callOf(row),
  };
  return { ...line, check: checkOf(line, foundIn(row)) };
}

function foundIn({ state, provider_seconds: seconds, checked_at: checkedAt }: LineRow): LineCheck | null {
  if (state === null || checkedAt === null) return null;
  if (state === 'MISSING_AT_PROVIDER') return { state, providerSeconds: null, checkedAt };
  return seconds === null ? null : { state, providerSeconds: seconds, checkedAt };
}

function callOf(row: BilledCallRow): BilledCall | null {
  if (row.call_id === null) return null;
  return {
    id: row.call_id,
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
