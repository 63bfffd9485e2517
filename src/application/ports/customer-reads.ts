import type { Account } from '../../domain/account.ts';
import type { App } from '../../domain/app.ts';
import type { AnyCall } from '../../domain/any-call.ts';
import type { CallFilter } from '../../domain/call-filter.ts';
import type { CheckedBill, CheckedLine } from '../../domain/bill-check.ts';
import type { AccountId, OperatorId } from '../../domain/ids.ts';
import type { Member } from '../../domain/member.ts';
import type { Month } from '../../domain/month.ts';
import type { OperatorAction } from '../../domain/operator.ts';
import type { AccountStatus } from '../../domain/standing.ts';
import type { Page, PageRequest, WebhookReads } from './reads.ts';

/** Whose something is. */
export interface AccountName {
  readonly id: AccountId;
  readonly name: string;
}

/** What is not said is not looked at. */
export interface AccountSearch {
  /** A part of the company's name, in whatever case. */
  readonly company?: string;
  /** Of one of its members, whole. */
  readonly email?: string;
  readonly mobile?: string;
  readonly status?: AccountStatus;
}

/** An app without what only its account and the provider may know. */
export type CustomerApp = Pick<
  App,
  | 'id'
  | 'account'
  | 'name'
  | 'appKey'
  | 'accid'
  | 'serviceState'
  | 'suspension'
  | 'limits'
  | 'conferences'
  | 'callsAtOnce'
  | 'stoppedByProvider'
  | 'createdAt'
>;

export type CustomerMember = Pick<Member, 'id' | 'email' | 'role' | 'createdAt' | 'removedAt'>;

/** Calls of all accounts, or of one. What is not said is not looked at. */
export interface CallSearch extends CallFilter {
  readonly account?: AccountId;
  readonly session?: string;
}

export interface ListedCall {
  readonly account: AccountName;
  readonly call: AnyCall;
}

/** Bills of all accounts, or of one. What is not said is not looked at. */
export interface BillSearch {
  readonly account?: AccountId;
  readonly month?: Month;
  /** Whether the provider tells of some of their calls otherwise (BILL-5). */
  readonly differing?: boolean;
}

export interface ListedBill {
  readonly account: AccountName;
  readonly bill: CheckedBill;
}

export interface ActionFilter {
  readonly account?: AccountId;
  readonly operator?: OperatorId;
  readonly action?: OperatorAction['action'];
}

export interface ListedAction {
  readonly id: string;
  /** The operator's e-mail. */
  readonly email: string;
  readonly account: AccountName;
  readonly action: OperatorAction;
}

/** Customers and what operators did about them, across accounts. Lists are newest first. */
export interface CustomerReads {
  readonly webhooks: WebhookReads;
  accounts(search: AccountSearch, page: PageRequest): Promise<Page<Account>>;
  account(id: AccountId): Promise<Account | null>;
  /** Oldest first. */
  appsOf(account: AccountId): Promise<readonly CustomerApp[]>;
  /** Oldest first. */
  membersOf(account: AccountId): Promise<readonly CustomerMember[]>;
  /** By the time at which they were placed. A search by number, session or reference reads what it finds, whatever else there is. */
  calls(search: CallSearch, page: PageRequest): Promise<Page<ListedCall>>;
  /** By their months. */
  bills(search: BillSearch, page: PageRequest): Promise<Page<ListedBill>>;
  /** As the account reads them, oldest first. */
  billLines(account: AccountId, month: Month, page: PageRequest): Promise<Page<CheckedLine>>;
  billDifferences(account: AccountId, month: Month, page: PageRequest): Promise<Page<CheckedLine>>;
  /** The trail of what operators did. */
  actions(filter: ActionFilter, page: PageRequest): Promise<Page<ListedAction>>;
}
