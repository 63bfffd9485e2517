import type { Reads } from '../../src/application/ports/reads.ts';
import type { Bill, BillLine } from '../../src/domain/bill.ts';
import { noTotals, sumOf, withSum } from '../../src/domain/bill.ts';
import { Money } from '../../src/domain/money.ts';
import { monthNamed } from '../../src/domain/month.ts';
import * as a from './a.ts';

const month = monthNamed('2026-02')!;

/** A charge of a call of 61 seconds: two minutes. */
export function billedLine(index: number, given: Partial<BillLine> = {}): BillLine {
  const at = a.after(index, month.start);
  return {
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    posting: 'CALL_CHARGE',
    amount: Money.fen(-24),
    owed: Money.zero,
    accountingAt: at,
    postedAt: at,
    adjusts: null,
    reference: null,
    call: {
      id: a.callId,
      kind: 'CALL',
      app: a.appId,
      caller: a.caller.digits,
      callees: [a.callee.digits],
      placedAt: at,
      talkSeconds: 61,
      pricePerMinute: Money.fen(12),
      basis: 'CONVERSATION',
      reference: `订单-${index}`,
    },
    ...given,
  };
}

export function billOf(lines: readonly BillLine[]): Bill {
  const totals = lines.map(sumOf).reduce(withSum, noTotals);
  const opening = Money.fen(1000_00);
  return { id: a.callId, account: a.accountId, month, opening, totals, hash: 'ab'.repeat(32), issuedAt: month.end };
}

/** Reads of an account that has this bill and nothing else. */
export function readsOf(bill: Bill | null, lines: readonly BillLine[], company = '专线测试公司'): Reads {
  const view = {
    account: () => Promise.resolve(a.account({ name: company })),
    bill: () => Promise.resolve(bill),
    billLines: (_month: unknown, { first, after }: { first: number; after: { id: string } | null }) => {
      const from = after === null ? 0 : lines.findIndex(({ id }) => id === after.id) + 1;
      const items = lines.slice(from, from + first).map((item) => ({ at: item.accountingAt, id: item.id, item }));
      return Promise.resolve({ items, hasNext: from + first < lines.length });
    },
    close: () => Promise.resolve(),
  };
  return { open: () => view as never };
}
