import type { Account } from '../domain/account.ts';
import type { CheckedLine } from '../domain/bill-check.ts';
import type { AccountId, AppId, DeliveryId } from '../domain/ids.ts';
import type { Month } from '../domain/month.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import type { Attempt, Delivery } from '../domain/webhooks/delivery.ts';
import type {
  AccountSearch,
  ActionFilter,
  BillSearch,
  CallSearch,
  CustomerApp,
  CustomerMember,
  ListedAction,
  ListedBill,
  ListedCall,
} from './ports/customer-reads.ts';
import type {
  AlarmFilter,
  ListedAlarm,
  ListedCallback,
  ListedDiscrepancy,
  ListedDisplayNumber,
  ListedSuspense,
  OperatorReads,
} from './ports/operator-reads.ts';
import type { Ports } from './ports/ports.ts';
import type { Page, PageRequest, WebhookProfile } from './ports/reads.ts';

/**
 * What waits for an operator, and what operators look up, across accounts, over one consistent view (ROLE-1). Whoever opened it closes it.
 *
 * Each read throws DomainError NOT_ALLOWED for a member.
 */
export class Desk {
  #reads: OperatorReads | null = null;

  constructor(
    private readonly ports: Ports,
    private readonly principal: Principal,
  ) {}

  async unconfirmedCalls(page: PageRequest): Promise<Page<ListedCall>> {
    return this.#permitted().unconfirmedCalls(page);
  }

  async discrepancies(open: boolean | null, page: PageRequest): Promise<Page<ListedDiscrepancy>> {
    return this.#permitted().discrepancies(open, page);
  }

  async suspense(page: PageRequest): Promise<Page<ListedSuspense>> {
    return this.#permitted().suspense(page);
  }

  async parkedCallbacks(page: PageRequest): Promise<Page<ListedCallback>> {
    return this.#permitted().parkedCallbacks(page);
  }

  async requestedDisplayNumbers(page: PageRequest): Promise<Page<ListedDisplayNumber>> {
    return this.#permitted().requestedDisplayNumbers(page);
  }

  async alarms(filter: AlarmFilter, page: PageRequest): Promise<Page<ListedAlarm>> {
    return this.#permitted().alarms(filter, page);
  }

  async accounts(search: AccountSearch, page: PageRequest): Promise<Page<Account>> {
    return this.#permitted().accounts(search, page);
  }

  async account(id: AccountId): Promise<Account | null> {
    return this.#permitted().account(id);
  }

  async appsOf(account: AccountId): Promise<readonly CustomerApp[]> {
    return this.#permitted().appsOf(account);
  }

  async membersOf(account: AccountId): Promise<readonly CustomerMember[]> {
    return this.#permitted().membersOf(account);
  }

  async calls(search: CallSearch, page: PageRequest): Promise<Page<ListedCall>> {
    return this.#permitted().calls(search, page);
  }

  async bills(search: BillSearch, page: PageRequest): Promise<Page<ListedBill>> {
    return this.#permitted().bills(search, page);
  }

  async billLines(account: AccountId, month: Month, page: PageRequest): Promise<Page<CheckedLine>> {
    return this.#permitted().billLines(account, month, page);
  }

  async billDifferences(account: AccountId, month: Month, page: PageRequest): Promise<Page<CheckedLine>> {
    return this.#permitted().billDifferences(account, month, page);
  }

  async actions(filter: ActionFilter, page: PageRequest): Promise<Page<ListedAction>> {
    return this.#permitted().actions(filter, page);
  }

  async webhook(account: AccountId, app: AppId): Promise<WebhookProfile | null> {
    return this.#permitted().webhooks.webhook(account, app);
  }

  async deliveries(account: AccountId, app: AppId, page: PageRequest): Promise<Page<Delivery>> {
    return this.#permitted().webhooks.deliveries(account, app, page);
  }

  async attempts(account: AccountId, delivery: DeliveryId): Promise<readonly Attempt[]> {
    return this.#permitted().webhooks.attempts(account, delivery);
  }

  async close(): Promise<void> {
    await this.#reads?.close();
  }

  #permitted(): OperatorReads {
    permit(this.principal, 'viewDesk');
    return (this.#reads ??= this.ports.operatorReads.open());
  }
}
