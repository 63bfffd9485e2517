import type { Bug } from '../bug.ts';

const lines = 'src/adapters/postgres/bill-lines.ts';
const issuing = ['test/application/issue-bills.test.ts'];

export const billBugs: readonly Bug[] = [
  {
    name: 'a bill’s month begins a millisecond early',
    edits: [
      {
        file: 'src/domain/month.ts',
        find: 'const there = new Date(time.getTime() + SHANGHAI_AHEAD_MS);',
        replace: 'const there = new Date(time.getTime() + SHANGHAI_AHEAD_MS + 1);',
      },
    ],
    tests: ['test/domain/month.test.ts'],
  },
  {
    name: 'a bill has what belongs to the first moment of the next month',
    edits: [{ file: lines, find: 't.accounting_at < $3', replace: 't.accounting_at <= $3' }],
    tests: issuing,
  },
  {
    name: 'a bill is due before the last calls of its month have come in',
    edits: [{ file: 'src/domain/books.ts', find: '24.5 * 3_600_000', replace: '0.5 * 3_600_000' }],
    tests: ['test/domain/month.test.ts'],
  },
  {
    name: 'a late charge goes into the month that is closed',
    edits: [{ file: 'src/domain/books.ts', find: 'end >= books.openFrom ?', replace: 'end >= new Date(0) ?' }],
    tests: issuing,
  },
  {
    name: 'a charge goes into a month that is closed and has no bill yet',
    edits: [{ file: 'src/domain/books.ts', find: 'end >= books.openFrom ?', replace: 'end >= books.billedUntil ?' }],
    tests: ['test/domain/month.test.ts'],
  },
  {
    name: 'months in which nobody looked have no bill',
    edits: [
      {
        file: 'src/domain/books.ts',
        find: '? shanghaiMonth(billedUntil)',
        replace: '? shanghaiMonth(new Date(openFrom.getTime() - 1))',
      },
    ],
    tests: ['test/adapters/postgres/audit-bills.test.ts'],
  },
  {
    name: 'whoever bills at the same time bills as well',
    edits: [
      {
        file: 'src/application/billing/issue-bills.ts',
        find: 'if (monthToBill(account.books)?.start.getTime() !== month.start.getTime())',
        replace: 'if (month.start.getTime() === 0)',
      },
    ],
    tests: issuing,
  },
  {
    name: 'a bill’s hash is without its lines',
    edits: [{ file: 'src/application/billing/add-up-month.ts', find: 'hash.add(line);', replace: '' }],
    tests: issuing,
  },
  {
    name: 'a bill’s hash is without what a line says of its call',
    edits: [{ file: 'src/domain/bill.ts', find: 'call && wordsOf(call)]', replace: 'call === null]' }],
    tests: ['test/domain/bill.test.ts'],
  },
  {
    name: 'adjustments are left out of a bill',
    edits: [
      {
        file: 'src/domain/bill.ts',
        find: "kind === 'ADJUSTMENT' ? totals.adjustments.plus(amount) : totals.adjustments",
        replace: 'totals.adjustments',
      },
    ],
    tests: ['test/domain/bill.test.ts'],
  },
  {
    name: 'lines of the same moment are lost between two pages of a bill',
    edits: [{ file: lines, find: '(t.accounting_at, t.id) > ($5, $6)', replace: 't.accounting_at > $5' }],
    tests: issuing,
  },
  {
    name: 'a bill does not tell what was missing of a charge',
    edits: [{ file: lines, find: 'coalesce(short.amount_fen, 0) AS owed', replace: '0 AS owed' }],
    tests: issuing,
  },
  {
    name: 'the audit does not compare bills with the ledger',
    edits: [
      {
        file: 'src/adapters/postgres/audit/bill-checks.ts',
        find: 'WHERE b.billed <> p.posted',
        replace: 'WHERE false',
      },
    ],
    tests: ['test/adapters/postgres/audit-bills.test.ts'],
  },
  {
    name: 'a correction does not name the closed month that it adjusts',
    edits: [
      {
        file: 'src/domain/books.ts',
        find: 'adjusts: accounted(books, end, now).adjusts',
        replace: 'adjusts: end < new Date(0) ? end : null',
      },
    ],
    tests: ['test/domain/discrepancy.test.ts'],
  },
];
