import type { Saves } from '../../../application/ports/account-repository.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { AccountRow } from '../rows/account-rows.ts';
import { accountTable, toAccountRow } from '../rows/account-rows.ts';
import { appTable, toAppRow } from '../rows/app-rows.ts';
import { billCheckTable } from '../rows/bill-check-rows.ts';
import { billTable, toBillRow } from '../rows/bill-rows.ts';
import { displayNumberTable, toDisplayNumberRow } from '../rows/display-number-rows.ts';
import { requestTable, toRequestRow } from '../rows/request-rows.ts';
import { topUpTable, toTopUpRow } from '../rows/top-up-rows.ts';
import type { Statement } from '../statements.ts';
import { insert, update, upsert } from '../statements.ts';
import type { Scene } from './scene.ts';

const often = ['name', 'balance_fen', 'reserved_fen', 'version', 'sequence', 'decided_at'] as const;
/** What operators decide, how people are told, whether few minutes were, and which months are billed. Most starts do not write it again. */
const seldom = [
  ...(['status', 'status_reason', 'status_since'] as const),
  ...(['tariff_price_fen', 'tariff_basis', 'tariff_from', 'next_price_fen', 'next_basis', 'next_from'] as const),
  ...(['calls_at_once', 'spend_per_day_fen', 'cool_down_seconds'] as const),
  ...(['notice_language', 'low_balance_minutes', 'low_balance_told'] as const),
  ...(['open_from', 'billed_until'] as const),
] as const;

function changed(row: AccountRow, before: AccountRow): boolean {
  return seldom.some((column) => row[column]?.valueOf() !== before[column]?.valueOf());
}

export function accountWrites(
  { account, app, topUp, request, bill }: Saves,
  { before, now }: Scene,
  head: bigint,
): Statement[] {
  const writes: Statement[] = [];
  if (account !== undefined) {
    const row = toAccountRow(account, head, now);
    writes.push(update(accountTable, row, ['id'], changed(row, before) ? [...often, ...seldom] : often));
  } else if (head > BigInt(before.sequence)) {
    const row = { ...before, sequence: head.toString(), decided_at: now };
    writes.push(update(accountTable, row, ['id'], ['sequence', 'decided_at']));
  }
  if (app !== undefined) {
    const changing = [
      'name',
      'sealed_secret',
      'replaced_secret',
      'replaced_until',
      'accid',
      'service',
      'suspended_reason',
      'suspended_since',
      'default_seconds',
      'ceiling_seconds',
      'stopped_by_provider',
      'min_parties',
      'max_parties',
      'calls_at_once',
      'version',
    ] as const;
    writes.push(upsert(appTable, [toAppRow(app)], ['account_id', 'id'], changing));
  }
  if (topUp !== undefined) {
    const changing = ['status', 'payment_reference', 'paid_at'] as const;
    writes.push(upsert(topUpTable, [toTopUpRow(topUp)], ['account_id', 'id'], changing));
  }
  if (bill !== undefined) {
    const row = toBillRow(bill);
    const { account_id, month_start } = row;
    // BILL-5: from now on it waits for its check.
    writes.push(insert(billTable, [row]), insert(billCheckTable, [{ account_id, month_start }]));
  }
  if (request !== undefined) writes.push(insert(requestTable, [toRequestRow(before.id as AccountId, request)]));
  return writes;
}

export function displayNumberWrites({ displayNumbers = [] }: Saves): Statement[] {
  if (displayNumbers.length === 0) return [];
  const changing = [
    ...(['status', 'ticket', 'applies_from', 'applies_until', 'reason'] as const),
    ...(['decided_at', 'version'] as const),
  ] as const;
  return [upsert(displayNumberTable, displayNumbers.map(toDisplayNumberRow), ['account_id', 'id'], changing)];
}
