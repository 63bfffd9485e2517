import type { Account } from '../../domain/account.ts';
import type { BillLine, BillTotals, Statement } from '../../domain/bill.ts';
import { BillHash, noTotals, sumOf, withSum } from '../../domain/bill.ts';
import type { Month } from '../../domain/month.ts';
import type { Ports } from '../ports/ports.ts';
import type { Page, PageRequest, Place } from '../ports/reads.ts';
import { within } from '../view.ts';
import { openingOf } from './statement-of.ts';

/** So many lines are read at a time: what adding up a month holds in memory. */
const LINES_AT_A_TIME = 1000;

export interface AddedUp extends Statement {
  readonly hash: string;
}

/**
 * BILL-3, BILL-4: adds up a closed month from its lines, one page after another. Whoever does it, and however often,
 * comes to the same: nothing is posted into a closed month.
 */
export async function addUpMonth(
  ports: Pick<Ports, 'reads' | 'secrets'>,
  account: Account,
  month: Month,
): Promise<AddedUp> {
  const opening = await within(ports, account.id, (reads) => openingOf(reads, month));
  const hash = new BillHash((text) => ports.secrets.fingerprint(text), account.id, { month, opening });
  let totals: BillTotals = noTotals;
  for (let after: Place | null = null, more = true; more;) {
    const request: PageRequest = { first: LINES_AT_A_TIME, after };
    const page: Page<BillLine> = await within(ports, account.id, (reads) => reads.billLines(month, request));
    for (const { item: line } of page.items) {
      hash.add(line);
      totals = withSum(totals, sumOf(line));
    }
    after = page.items.at(-1) ?? null;
    more = page.hasNext;
  }
  return { month, opening, totals, hash: hash.end(totals) };
}
