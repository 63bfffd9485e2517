import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import type {
  AlarmFilter,
  ListedAlarm,
  ListedCall,
  ListedCallback,
  ListedDiscrepancy,
  OperatorReads,
} from './ports/operator-reads.ts';
import type { Ports } from './ports/ports.ts';
import type { Page, PageRequest } from './ports/reads.ts';

/**
 * What waits for an operator, across accounts, over one consistent view (ROLE-1). Whoever opened it closes it.
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

  async discrepancies(page: PageRequest): Promise<Page<ListedDiscrepancy>> {
    return this.#permitted().discrepancies(page);
  }

  async parkedCallbacks(page: PageRequest): Promise<Page<ListedCallback>> {
    return this.#permitted().parkedCallbacks(page);
  }

  async alarms(filter: AlarmFilter, page: PageRequest): Promise<Page<ListedAlarm>> {
    return this.#permitted().alarms(filter, page);
  }

  async close(): Promise<void> {
    await this.#reads?.close();
  }

  #permitted(): OperatorReads {
    permit(this.principal, 'viewDesk');
    return (this.#reads ??= this.ports.operatorReads.open());
  }
}
