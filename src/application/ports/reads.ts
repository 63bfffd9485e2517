import type { Account } from '../../domain/account.ts';
import type { ApiKey } from '../../domain/api-key.ts';
import type { App } from '../../domain/app.ts';
import type { AnyCall } from '../../domain/any-call.ts';
import type { BilledCall, LineSum } from '../../domain/bill.ts';
import type { CheckedBill, CheckedLine } from '../../domain/bill-check.ts';
import type { Call } from '../../domain/call.ts';
import type { Conference } from '../../domain/conference.ts';
import type { DisplayNumber } from '../../domain/display-number.ts';
import type { CallFilter } from '../../domain/call-filter.ts';
import type { CallTally, GroupTally, Grouping, PeriodTally } from '../../domain/call-statistics.ts';
import type { AccountId, AppId, CallId, DeliveryId } from '../../domain/ids.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { LedgerAccount, TransferKind } from '../../domain/ledger.ts';
import type { MemberProfile } from '../../domain/member.ts';
import type { Money } from '../../domain/money.ts';
import type { Period } from '../../domain/period.ts';
import type { Month } from '../../domain/month.ts';
import type { TopUp } from '../../domain/top-up.ts';
import type { Attempt, Delivery } from '../../domain/webhooks/delivery.ts';
import type { Webhook } from '../../domain/webhooks/webhook.ts';

/** A place in a list that is sorted by time and id, newest first. */
export interface Place {
  readonly at: Date;
  readonly id: string;
}

export interface PageRequest {
  /** From 1 to 1000; what clients ask for is less. */
  readonly first: number;
  readonly after: Place | null;
}

export interface Page<Item> {
  readonly items: readonly (Place & { readonly item: Item })[];
  readonly hasNext: boolean;
}

/** A time from its first moment to before its last; open where a side is not said. */
export interface Span {
  readonly from?: Date;
  readonly to?: Date;
}

/** An immutable posting as the customer reads it. */
export interface LedgerEntry {
  readonly id: string;
  readonly kind: TransferKind;
  readonly debit: LedgerAccount;
  readonly credit: LedgerAccount;
  /** What it did to the balance; negative for a charge. */
  readonly amount: Money;
  readonly balanceAfter: Money;
  /** The id of the top-up or call; a new one where an operator posted it. */
  readonly subject: string;
  /** The call that an operator posted it for. */
  readonly call: CallId | null;
  /** The call or conference that it is for, whoever posted it. */
  readonly about: BilledCall | null;
  /** What people outside call the movement. */
  readonly reference: string | null;
  readonly postedAt: Date;
  readonly accountingAt: Date;
}

/** An invitation as the account sees it: its token is known to who was mailed, and to nobody else. */
export type InvitationProfile = Omit<Invitation, 'digest'>;

/** An API key as the account sees it. */
export type ApiKeyProfile = Omit<ApiKey, 'digest'>;

/** A webhook as people see it: its secrets were told once. */
export interface WebhookProfile extends Pick<Webhook, 'app' | 'url' | 'disabled' | 'failingSince' | 'createdAt'> {
  /** Until when is signed with the secret before as well; null where there is none. */
  readonly replacedUntil: Date | null;
}

/** What there is of one account's webhooks, for the account itself and for operators. */
export interface WebhookReads {
  webhook(account: AccountId, app: AppId): Promise<WebhookProfile | null>;
  /** Newest first. */
  deliveries(account: AccountId, app: AppId, page: PageRequest): Promise<Page<Delivery>>;
  /** The newest first, a hundred at most. */
  attempts(account: AccountId, delivery: DeliveryId): Promise<readonly Attempt[]>;
}

export const MOST_ATTEMPTS = 100;

/** That a subject has a new version: the account itself, or a call or conference of it. */
export interface Changed {
  readonly kind: 'ACCOUNT' | 'CALL';
  readonly id: string;
  /** Of its newest event. */
  readonly sequence: bigint;
}

/** An account's reads over one consistent view, which begins with the first of them. Another account's rows are not there. */
export interface AccountReads {
  account(): Promise<Account>;
  app(id: AppId): Promise<App | null>;
  apps(): Promise<readonly App[]>;
  /** A call or a conference: their ids are of one kind. */
  call(id: CallId): Promise<AnyCall | null>;
  calls(filter: CallFilter, page: PageRequest): Promise<Page<Call>>;
  conferences(filter: CallFilter, page: PageRequest): Promise<Page<Conference>>;
  /** Calls and conferences in one list. */
  callRecords(filter: CallFilter, page: PageRequest): Promise<Page<AnyCall>>;
  /** STAT-1: of all calls and conferences that pass. */
  callTally(filter: CallFilter): Promise<CallTally>;
  /** STAT-1: oldest first, and `most` at most. */
  callSeries(filter: CallFilter, period: Period, most: number): Promise<readonly PeriodTally[]>;
  /** STAT-1: those with most calls, and `most` at most. */
  callGroups(filter: CallFilter, by: Grouping, most: number): Promise<readonly GroupTally[]>;
  /** Calls and conferences whose reservation is open, newest first. */
  callsUnderWay(filter: CallFilter, most: number): Promise<readonly AnyCall[]>;
  /** Those of the ids that pass the filter, in no order. */
  callsAmong(ids: readonly CallId[], filter: CallFilter): Promise<readonly AnyCall[]>;
  topUps(page: PageRequest): Promise<Page<TopUp>>;
  /** Postings on the customer's balance, of all times or by the time of posting. */
  ledger(page: PageRequest, span?: Span): Promise<Page<LedgerEntry>>;
  /** BILL-1: null while it is not issued. */
  bill(month: Month): Promise<CheckedBill | null>;
  bills(page: PageRequest): Promise<Page<CheckedBill>>;
  /** BILL-4: the postings whose accounting time lies in the month, oldest first. */
  billLines(month: Month, page: PageRequest): Promise<Page<CheckedLine>>;
  /** BILL-5: those of them whose call the provider tells otherwise. */
  billDifferences(month: Month, page: PageRequest): Promise<Page<CheckedLine>>;
  /** The same, added up. */
  billSums(month: Month): Promise<readonly LineSum[]>;
  /** BILL-1: what all that is accounted then or later did to the balance. */
  accountedSince(from: Date): Promise<Money>;
  /** Those who are present, oldest first. */
  members(): Promise<readonly MemberProfile[]>;
  /** Those that are neither accepted nor revoked, oldest first. */
  invitations(): Promise<readonly InvitationProfile[]>;
  /** Those that are not revoked, oldest first. */
  apiKeys(): Promise<readonly ApiKeyProfile[]>;
  readonly webhooks: WebhookReads;
  displayNumbers(app: AppId, page: PageRequest): Promise<Page<DisplayNumber>>;
  /** The account's newest event sequence number, and the newest kept of one subject (0 where none is). */
  cursor(subject: string): Promise<{ readonly head: bigint; readonly subject: bigint }>;
  /**
   * LIVE-1: what has events after `after`, in the order of the newest of each. Null where that is not to be told: what
   * came next is thrown away, `after` is newer than the newest, or more than `most` changed, or they changed too often.
   */
  changedSince(after: bigint, most: number): Promise<readonly Changed[] | null>;
  /** Ends the view. Must be called once; harmless when nothing was read. */
  close(): Promise<void>;
}

export interface Reads {
  open(account: AccountId): AccountReads;
}
