import type { Page, PageRequest } from '../../../application/ports/reads.ts';
import type { CheckedLine } from '../../../domain/bill-check.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { Month } from '../../../domain/month.ts';
import type { OperationContext } from '../operations/context.ts';

/** Where the lines of a month are read: what an operator may see is another's. */
export interface LineReader {
  lines(context: OperationContext, month: Month, page: PageRequest): Promise<Page<CheckedLine>>;
  differences(context: OperationContext, month: Month, page: PageRequest): Promise<Page<CheckedLine>>;
}

/** Of the account of whoever asks. */
export const ownLines: LineReader = {
  lines: ({ view }, month, page) => view.billLines(month, page),
  differences: ({ view }, month, page) => view.billDifferences(month, page),
};

/** For operators. */
export function customerLines(account: AccountId): LineReader {
  return {
    lines: ({ desk }, month, page) => desk.billLines(account, month, page),
    differences: ({ desk }, month, page) => desk.billDifferences(account, month, page),
  };
}
