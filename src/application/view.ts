import type { Account } from '../domain/account.ts';
import type { App } from '../domain/app.ts';
import type { AnyCall } from '../domain/any-call.ts';
import type { Statement } from '../domain/bill.ts';
import type { CheckedBill, CheckedLine } from '../domain/bill-check.ts';
import type { Call } from '../domain/call.ts';
import type { CallFilter } from '../domain/call-filter.ts';
import type { CallTally, GroupTally, Grouping, PeriodTally } from '../domain/call-statistics.ts';
import type { Conference } from '../domain/conference.ts';
import type { DisplayNumber } from '../domain/display-number.ts';
import type { AccountId, AppId, CallId, DeliveryId } from '../domain/ids.ts';
import type { MemberProfile } from '../domain/member.ts';
import type { Period } from '../domain/period.ts';
import type { Month } from '../domain/month.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import type { TopUp } from '../domain/top-up.ts';
import type { Attempt, Delivery } from '../domain/webhooks/delivery.ts';
import { wholeSeries } from '../domain/whole-series.ts';
import { statementOf } from './billing/statement-of.ts';
import type { Ports } from './ports/ports.ts';
import type {
  AccountReads,
  ApiKeyProfile,
  InvitationProfile,
  LedgerEntry,
  Page,
  PageRequest,
  Span,
  WebhookProfile,
  WebhookReads,
} from './ports/reads.ts';

/** What of an app whoever sees a call of it may know. */
export type AppName = Pick<App, 'id' | 'name'>;

/**
 * What a principal may read, over one consistent view of its account (ROLE-1). Whoever opened it closes it.
 *
 * Each read throws DomainError NOT_ALLOWED where the role may not, as an operator may none.
 */
export class View {
  #reads: AccountReads | null = null;

  constructor(
    private readonly ports: Ports,
    private readonly principal: Principal,
  ) {}

  async account(): Promise<Account> {
    return this.#as('viewAccount').account();
  }

  async app(id: AppId): Promise<App | null> {
    return this.#as('viewApps').app(id);
  }

  async apps(): Promise<readonly App[]> {
    return this.#as('viewApps').apps();
  }

  /** As calls show them. */
  async appNames(): Promise<readonly AppName[]> {
    return (await this.#as('viewAppNames').apps()).map(({ id, name }) => ({ id, name }));
  }

  async call(id: CallId): Promise<Call | null> {
    const call = await this.#as('viewCalls').call(id);
    return call?.kind === 'CALL' ? call : null;
  }

  async calls(filter: CallFilter, page: PageRequest): Promise<Page<Call>> {
    return this.#as('viewCalls').calls(filter, page);
  }

  async members(): Promise<readonly MemberProfile[]> {
    return this.#as('viewMembers').members();
  }

  async invitations(): Promise<readonly InvitationProfile[]> {
    return this.#as('viewMembers').invitations();
  }

  async apiKeys(): Promise<readonly ApiKeyProfile[]> {
    return this.#as('viewApiKeys').apiKeys();
  }

  async conference(id: CallId): Promise<Conference | null> {
    const call = await this.#as('viewCalls').call(id);
    return call?.kind === 'CONFERENCE' ? call : null;
  }

  async conferences(filter: CallFilter, page: PageRequest): Promise<Page<Conference>> {
    return this.#as('viewCalls').conferences(filter, page);
  }

  /** For what of calls is read later, field by field. */
  requireCalls(): void {
    this.#as('viewCalls');
  }

  async callRecords(filter: CallFilter, page: PageRequest): Promise<Page<AnyCall>> {
    return this.#as('viewCalls').callRecords(filter, page);
  }

  async callTally(filter: CallFilter): Promise<CallTally> {
    return this.#as('viewCalls').callTally(filter);
  }

  /** STAT-1: without gaps; null where it has more than `most` periods. */
  async callSeries(filter: CallFilter, period: Period, most: number): Promise<readonly PeriodTally[] | null> {
    const parts = await this.#as('viewCalls').callSeries(filter, period, most + 1);
    return wholeSeries(parts, filter, period, most);
  }

  async callGroups(filter: CallFilter, by: Grouping, most: number): Promise<readonly GroupTally[]> {
    return this.#as('viewCalls').callGroups(filter, by, most);
  }

  async topUps(page: PageRequest): Promise<Page<TopUp>> {
    return this.#as('viewMoney').topUps(page);
  }

  async ledger(page: PageRequest, span: Span): Promise<Page<LedgerEntry>> {
    return this.#as('viewMoney').ledger(page, span);
  }

  async bill(month: Month): Promise<CheckedBill | null> {
    return this.#as('viewMoney').bill(month);
  }

  async bills(page: PageRequest): Promise<Page<CheckedBill>> {
    return this.#as('viewMoney').bills(page);
  }

  /** BILL-1: a month's figures so far. */
  async statement(month: Month): Promise<Statement> {
    return statementOf(this.#as('viewMoney'), month);
  }

  async billLines(month: Month, page: PageRequest): Promise<Page<CheckedLine>> {
    return this.#as('viewMoney').billLines(month, page);
  }

  async billDifferences(month: Month, page: PageRequest): Promise<Page<CheckedLine>> {
    return this.#as('viewMoney').billDifferences(month, page);
  }

  async displayNumbers(app: AppId, page: PageRequest): Promise<Page<DisplayNumber>> {
    return this.#as('viewApps').displayNumbers(app, page);
  }

  async webhook(app: AppId): Promise<WebhookProfile | null> {
    return this.#webhooks((webhooks, account) => webhooks.webhook(account, app));
  }

  async deliveries(app: AppId, page: PageRequest): Promise<Page<Delivery>> {
    return this.#webhooks((webhooks, account) => webhooks.deliveries(account, app, page));
  }

  async attempts(delivery: DeliveryId): Promise<readonly Attempt[]> {
    return this.#webhooks((webhooks, account) => webhooks.attempts(account, delivery));
  }

  async close(): Promise<void> {
    await this.#reads?.close();
  }

  #webhooks<T>(read: (webhooks: WebhookReads, account: AccountId) => Promise<T>): Promise<T> {
    const { principal } = this;
    permit(principal, 'viewWebhooks');
    return read(this.#as('viewWebhooks').webhooks, principal.account);
  }

  #as(operation: Reading): AccountReads {
    permit(this.principal, operation);
    return (this.#reads ??= this.ports.reads.open(this.principal.account));
  }
}

type Reading =
  | 'viewAccount'
  | 'viewApps'
  | 'viewAppNames'
  | 'viewCalls'
  | 'viewMoney'
  | 'viewMembers'
  | 'viewApiKeys'
  | 'viewWebhooks';

/** Reads within one consistent view of an account, and closes it. */
export async function within<T>(
  { reads }: Pick<Ports, 'reads'>,
  account: AccountId,
  read: (reads: AccountReads) => Promise<T>,
): Promise<T> {
  const view = reads.open(account);
  try {
    return await read(view);
  } finally {
    await view.close();
  }
}
