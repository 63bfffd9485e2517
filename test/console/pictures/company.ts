import type { Customer } from '../../support/customer.ts';
import { registerCustomer, startCall } from '../../support/customer.ts';
import { until } from '../../support/until.ts';
import type { LoneService } from '../lone-service.ts';

const CALLER = '13900000001';
/** Who is called, and how it goes by the sandbox's table: talks, and reasons why there is none. */
const PAST = [
  ...['13800000061', '13800000125', '057186778825', '13800000048', '13800000240', '01065551234'],
  ...['13800020001', '13800020002', '13800020003', '13800030404', '13800000179', '13800000090'],
];
const PRESENT = ['13800001801', '13800001802', '13800001803', '13800001804', '13800001805', '13800001806'];

const SHORTEST_OF_THREE_MINUTES = 121;

/** A company with some history, of which pages have something to show. */
export class Company {
  private constructor(
    readonly owner: Customer,
    readonly newcomer: Customer,
  ) {}

  static async found({ url, sandboxUrl }: LoneService): Promise<Company> {
    const owner = await registerCustomer(url, sandboxUrl, {
      company: '杭州云声科技有限公司',
      app: '客服热线',
      email: 'li.lei@yunsheng.example.cn',
    });
    return new Company(owner, await registerCustomer(url, sandboxUrl, { company: '宁波远航贸易' }));
  }

  /** Money, calls that are over, calls that are under way, and colleagues. */
  async work(): Promise<void> {
    const { client, appId } = this.owner;
    await client.mutate('topUp', { amount: '1000.00', idempotencyKey: 'one' }, 'topUp { id }');
    await client.mutate('topUp', { amount: '5000.00', idempotencyKey: 'two' }, 'topUp { id }');
    await client.mutate('enableService', { appId }, 'app { id }');
    const { app } = await client.mutate<{ app: { id: string } }>('createApp', { name: '家校通话' }, 'app { id }');
    await client.mutate('enableService', { appId: app.id }, 'app { id }');
    await client.mutate(
      'inviteMember',
      { email: 'han.meimei@yunsheng.example.cn', role: 'FINANCE' },
      'invitation { id }',
    );
    await client.mutate('createApiKey', { name: '客服系统', scopes: ['CALLS_READ', 'CALLS_WRITE'] }, 'key');
    await client.mutate(
      'requestDisplayNumber',
      { appId, number: '4001234567', side: 'CALLEE_SEES' },
      'displayNumber { id }',
    );
    for (const [n, callee] of PAST.entries()) await this.call(callee, n % 2 === 0 ? `工单 ${4711 + n}` : null);
    await this.confer(['13800000100', '13800000070', '13800020002'], 'past');
    await this.quiet();
  }

  async call(callee: string, reference: string | null = null): Promise<string> {
    const key = `${callee} ${reference ?? ''} ${this.#orders++}`;
    const { call } = await startCall(this.owner, callee, { caller: CALLER, reference, idempotencyKey: key });
    return call.id;
  }

  async confer(callees: readonly string[], idempotencyKey: string): Promise<string> {
    const { client, appId } = this.owner;
    const input = { appId, caller: CALLER, callees, idempotencyKey };
    const { conference } = await client.mutate<{ conference: { id: string } }>(
      'startConference',
      input,
      'conference { id }',
    );
    return conference.id;
  }

  /** Of three minutes. One number cannot be called twice at once, so each has another. */
  longerCall(): Promise<string> {
    return this.call(this.#longer());
  }

  longerConference(): Promise<string> {
    return this.confer([this.#longer(), this.#longer(), '13800020002'], `longer ${this.#orders}`);
  }

  /** Several that go on for long, from the first time on that it is asked for. */
  async beBusy(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (const callee of PRESENT) await this.seeTalk(await this.call(callee));
    await this.confer(['13800001710', '13800001720', '13800001730'], 'present');
  }

  /** Where nobody watches a call nobody asks the provider how far it is, and it stays DIALING. */
  async seeTalk(id: string): Promise<void> {
    const query = 'subscription ($id: ID!) { update: callUpdated(id: $id) { call { status } } }';
    const updates = this.owner.client.follow<{ update: { call: { status: string } } }>(query, { id });
    for await (const { update } of updates) if (update.call.status === 'IN_PROGRESS') return;
  }

  /** Until nothing is under way. */
  async quiet(): Promise<void> {
    await until(
      'all calls have ended',
      async () => {
        const { account } = await this.owner.client.ask<{ account: { reserved: string } }>('{ account { reserved } }');
        return account.reserved === '0.00' ? true : null;
      },
      120,
    );
  }

  #longer(): string {
    return `1380000${String(SHORTEST_OF_THREE_MINUTES + this.#orders++).padStart(4, '0')}`;
  }

  #orders = 0;
  #isBusy = false;
}
