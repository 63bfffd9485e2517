import type { Month } from './month.ts';
import { shanghaiMonth } from './month.ts';

/** BILL-1: how far an account's months are done with. */
export interface Books {
  /** The beginning of the first open month. Nothing is posted into the months before any more. */
  readonly openFrom: Date;
  /** The beginning of the first month that has no bill. */
  readonly billedUntil: Date;
}

/** By which time bills go, of a posting. */
export interface Accounting {
  readonly at: Date;
  /** The beginning of the closed month to which it belongs; null where it is on time. */
  readonly adjusts: Date | null;
}

/** BILL-1: after a month's end its last calls are waited for, for a day and half an hour. */
const BILL_AFTER_MS = 24.5 * 3_600_000;

/** An account's first bill is about the month in which it was opened. */
export function booksFrom(opened: Date): Books {
  const { start } = shanghaiMonth(opened);
  return { openFrom: start, billedUntil: start };
}

/** BILL-1, BILL-3: a call is charged in the month of its end; once that is closed, now, and it adjusts that month. */
export function accounted(books: Books, end: Date, now: Date): Accounting {
  return end >= books.openFrom ? { at: end, adjusts: null } : { at: now, adjusts: shanghaiMonth(end).start };
}

/** BILL-3: what an operator corrects about a call that ended then is posted now; it adjusts that month once it is closed. */
export function correcting(books: Books, end: Date, now: Date): Accounting {
  return { at: now, adjusts: accounted(books, end, now).adjusts };
}

/** BILL-1: on the 2nd at 00:30 in Shanghai, the month before is due. The end of the last month that is. */
export function dueUntil(now: Date): Date {
  return shanghaiMonth(new Date(now.getTime() - BILL_AFTER_MS)).start;
}

/** Closes all months whose bills are due; the same books where none is. */
export function closeDueMonths(books: Books, now: Date): Books {
  const openFrom = dueUntil(now);
  return openFrom > books.openFrom ? { ...books, openFrom } : books;
}

/** The closed month whose bill is next; null where all have theirs. */
export function monthToBill({ openFrom, billedUntil }: Books): Month | null {
  return billedUntil < openFrom ? shanghaiMonth(billedUntil) : null;
}

export function billed(books: Books, month: Month): Books {
  return { ...books, billedUntil: month.end };
}
