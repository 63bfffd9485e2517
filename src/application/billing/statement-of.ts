import type { Statement } from '../../domain/bill.ts';
import { noTotals, withSum } from '../../domain/bill.ts';
import type { Money } from '../../domain/money.ts';
import type { Month } from '../../domain/month.ts';
import type { AccountReads } from '../ports/reads.ts';

/** BILL-1: a month's figures as they are by now, whether its bill is out or not. */
export async function statementOf(reads: AccountReads, month: Month): Promise<Statement> {
  const opening = await openingOf(reads, month);
  const sums = await reads.billSums(month);
  return { month, opening, totals: sums.reduce(withSum, noTotals) };
}

/** BILL-1: what the balance was by accounting time: what it is, less all that is accounted since. */
export async function openingOf(reads: AccountReads, { start }: Month): Promise<Money> {
  const { balance } = await reads.account();
  return balance.minus(await reads.accountedSince(start));
}
