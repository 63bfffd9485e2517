import { assert } from './assert.ts';
import type { AccountId } from './ids.ts';

/** What can be downloaded by a link (STAT-2). */
export const downloadKinds = ['calls.csv', 'ledger.csv', 'bill.pdf', 'bill.csv'] as const;

export type DownloadKind = (typeof downloadKinds)[number];

/** One thing of one account, for whoever has its link, for a time. */
export interface Download {
  readonly kind: DownloadKind;
  readonly account: AccountId;
  /** What of that kind, in the kind's own words: a month, or a filter. */
  readonly subject: string;
  /** With its ending, as the reader's machine shall call it. */
  readonly fileName: string;
  /** Wall time, in whole seconds: from then on the link is dead. */
  readonly expires: Date;
}

/** For a person who is about to click. */
export const USUAL_LINK_SECONDS = 10 * 60;
/** For what is mailed. */
export const LONGEST_LINK_SECONDS = 30 * 86_400;

/** When a link ends that is made now. */
export function linkEnd(now: Date, seconds: number): Date {
  assert(seconds > 0 && seconds <= LONGEST_LINK_SECONDS, 'a link lives for 30 days at most');
  return new Date((Math.floor(now.getTime() / 1000) + seconds) * 1000);
}
