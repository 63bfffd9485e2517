import type { Account } from '../../domain/account.ts';
import type { Bill } from '../../domain/bill.ts';
import { closingOf } from '../../domain/bill.ts';
import { billed, closeDueMonths, dueUntil, monthToBill } from '../../domain/books.ts';
import type { AccountId } from '../../domain/ids.ts';
import { monthName } from '../../domain/month.ts';
import { billIssued } from '../../domain/notice.ts';
import type { Decision } from '../ports/account-repository.ts';
import type { Ports } from '../ports/ports.ts';
import type { AddedUp } from './add-up-month.ts';
import { addUpMonth } from './add-up-month.ts';

const ACCOUNTS_AT_ONCE = 4;

type Needed = Pick<Ports, 'accounts' | 'reads' | 'register' | 'secrets' | 'random' | 'clock' | 'log'>;

/**
 * BILL-1, BILL-3: issues every bill that is due, also those of months that were missed. First an account's due months
 * are closed; from then on their lines stand still, and are added up without its lock. Any number of processes may do
 * this at once, and any of them may die in the middle: the next goes on where they were, and comes to the same.
 *
 * @returns how many this run issued.
 */
export function issueBills(ports: Needed) {
  const { register, clock, log } = ports;
  const issue = issueAll(ports);
  return async (): Promise<number> => {
    const until = dueUntil(clock.service());
    let issued = 0;
    for (let after: AccountId | null = null; ;) {
      const accounts: readonly AccountId[] = await register.accountsToBill(until, after, ACCOUNTS_AT_ONCE);
      const counts = accounts.map((account) =>
        issue(account).catch((error: unknown) => {
          log('error', 'A bill could not be issued; it is tried again.', { account, error });
          return 0;
        }),
      );
      issued += (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
      after = accounts.at(-1) ?? null;
      if (after === null) return issued;
    }
  };
}

function issueAll(ports: Needed) {
  return async (id: AccountId): Promise<number> => {
    let account = await closeMonths(ports, id);
    for (let issued = 0; ;) {
      const month = monthToBill(account.books);
      if (month === null) return issued;
      const outcome = await issueOne(ports, account, await addUpMonth(ports, account, month));
      account = outcome.account;
      if (outcome.isMine) issued += 1;
    }
  };
}

function closeMonths({ accounts }: Needed, id: AccountId): Promise<Account> {
  return accounts.decide(id, {}, ({ account, now }) => {
    const books = closeDueMonths(account.books, now);
    if (books === account.books) return { answer: account };
    const closed = account.withBooks(books);
    return { answer: closed, saves: { account: closed } };
  });
}

interface Outcome {
  readonly account: Account;
  /** Whether it was this run that issued the bill. */
  readonly isMine: boolean;
}

function issueOne({ accounts, random }: Needed, { id }: Account, addedUp: AddedUp): Promise<Outcome> {
  const { month, totals } = addedUp;
  return accounts.decide(id, {}, ({ account, now }): Decision<Outcome> => {
    // Somebody else was faster, and came to the same.
    if (monthToBill(account.books)?.start.getTime() !== month.start.getTime())
      return { answer: { account, isMine: false } };
    const after = account.withBooks(billed(account.books, month));
    const bill: Bill = { ...addedUp, id: random.id(), account: id, issuedAt: now };
    const told = { month: monthName(month), charged: totals.charges, closing: closingOf(bill) };
    return {
      answer: { account: after, isMine: true },
      saves: { account: after, bill, notices: [billIssued(told, now)] },
    };
  });
}
