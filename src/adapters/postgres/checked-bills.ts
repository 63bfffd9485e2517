import type { SelectQueryBuilder } from 'typeorm';
import type { Page } from '../../application/ports/reads.ts';
import { assert } from '../../domain/assert.ts';
import type { CheckedBill } from '../../domain/bill-check.ts';
import type { BillCheckRow } from './rows/bill-check-rows.ts';
import { fromBillCheckRow } from './rows/bill-check-rows.ts';
import type { BillRow } from './rows/bill-rows.ts';
import { fromBillRow } from './rows/bill-rows.ts';

/**
 * BILL-5: bills, each with what was found beside it: both are written by one commit. `checks` is over the checks, as
 * `row`, of at least the bills' accounts.
 */
export async function readChecked(
  checks: SelectQueryBuilder<BillCheckRow>,
  bills: readonly BillRow[],
): Promise<readonly CheckedBill[]> {
  if (bills.length === 0) return [];
  const months = [...new Set(bills.map((row) => row.month_start.getTime()))].map((start) => new Date(start));
  const rows = await checks.andWhere('row.month_start = ANY(CAST(:months AS timestamptz[]))', { months }).getMany();
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  return bills.map((row) => {
    const check = found.get(keyOf(row));
    assert(check !== undefined, 'a bill is there to be checked');
    return { ...fromBillRow(row), check: fromBillCheckRow(check) };
  });
}

export async function readCheckedPage(
  checks: SelectQueryBuilder<BillCheckRow>,
  { items, hasNext }: Page<BillRow>,
): Promise<Page<CheckedBill>> {
  const bills = await readChecked(
    checks,
    items.map(({ item }) => item),
  );
  return { items: bills.map((bill) => ({ at: bill.month.start, id: bill.id, item: bill })), hasNext };
}

function keyOf(row: Pick<BillRow, 'account_id' | 'month_start'>): string {
  return `${row.account_id} ${row.month_start.getTime()}`;
}
