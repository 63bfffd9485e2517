import type { Alarm, AlarmKind } from '../../domain/alarm.ts';
import type { StoredCallback } from '../../domain/callback.ts';
import type { KnownDiscrepancy } from '../../domain/discrepancy.ts';
import type { Money } from '../../domain/money.ts';
import type { AccountName, CustomerReads, ListedCall } from './customer-reads.ts';
import type { DisplayNumber } from '../../domain/display-number.ts';
import type { Page, PageRequest } from './reads.ts';

export interface ListedDiscrepancy extends ListedCall {
  readonly id: string;
  readonly discrepancy: KnownDiscrepancy;
}

/** What a customer could not pay for a call. */
export interface ListedSuspense extends ListedCall {
  readonly amount: Money;
  /** When something of the call was first missing. */
  readonly since: Date;
}

export interface ListedCallback {
  readonly id: string;
  readonly account: AccountName;
  readonly callback: StoredCallback;
}

export interface ListedDisplayNumber {
  readonly account: AccountName;
  readonly displayNumber: DisplayNumber;
}

export interface ListedAlarm {
  readonly id: string;
  /** Null for what belongs to no account. */
  readonly account: AccountName | null;
  readonly alarm: Alarm;
  /** Null while it is open. */
  readonly closedAt: Date | null;
}

export interface AlarmFilter {
  readonly kind?: AlarmKind;
  readonly open?: boolean;
}

/** What waits for a person, and what there is of customers, across accounts, newest first, over one consistent view, which begins with the first read. */
export interface OperatorReads extends CustomerReads {
  /**
   * Open calls that a person ends: the UNCONFIRMED, and those that a person was called for because the provider could not
   * tell their end. By the time at which they were placed.
   */
  unconfirmedCalls(page: PageRequest): Promise<Page<ListedCall>>;
  /** Those that wait, those that were decided about, or all. */
  discrepancies(open: boolean | null, page: PageRequest): Promise<Page<ListedDiscrepancy>>;
  suspense(page: PageRequest): Promise<Page<ListedSuspense>>;
  parkedCallbacks(page: PageRequest): Promise<Page<ListedCallback>>;
  /** What customers have asked for and no operator has decided about. */
  requestedDisplayNumbers(page: PageRequest): Promise<Page<ListedDisplayNumber>>;
  alarms(filter: AlarmFilter, page: PageRequest): Promise<Page<ListedAlarm>>;
  /** Ends the view. Must be called once; harmless when nothing was read. */
  close(): Promise<void>;
}

export interface OperatorReadsSource {
  open(): OperatorReads;
}
