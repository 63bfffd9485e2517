import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandboxTruth } from '../../src/demo/client.ts';
import type { Customer } from '../support/customer.ts';
import { openForBusiness, registerCustomer, startCall } from '../support/customer.ts';
import { figure } from '../support/figures.ts';
import type { TestService } from '../support/service.ts';
import { startTestService } from '../support/service.ts';
import { until } from '../support/until.ts';

const CALLS = figure(60, 2_000);
const AT_ONCE = 6;

interface Truth {
  readonly session: string;
  readonly callback: { readonly attempts: number; readonly lastStatus: number | null };
  readonly forged: { readonly sent: number; readonly accepted: number };
}

describe('ABUSE-5: an AppSecret that is rotated while calls are placed', () => {
  let service: TestService;
  let customer: Customer;
  beforeAll(async () => {
    const noLimits = {
      CALLS_AT_ONCE_PER_ACCOUNT: 'none',
      CALLS_AT_ONCE_PER_APP: 'none',
      RINGS_PER_CALLEE_PER_HOUR: 'none',
    };
    service = await startTestService(100, { ...noLimits, PROVIDER_RATE: '1000' });
    await control('/sandbox/rate', { ratePerSecond: 1000, burst: 1000 });
    customer = await registerCustomer(service.url, service.sandboxUrl);
    await openForBusiness(customer);
  });
  afterAll(() => service.stop());

  async function control(path: string, body?: object): Promise<void> {
    const headers = { 'Content-Type': 'application/json' };
    const init = body === undefined ? { method: 'DELETE' } : { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(`${service.sandboxUrl}${path}`, init);
    expect(response.ok).toBe(true);
  }

  const rotate = () => customer.client.mutate('rotateAppSecret', { appId: customer.appId }, 'appSecret');
  const truths = () => sandboxTruth<Truth[]>(service.sandboxUrl, '/sandbox/calls?order=placed&limit=100000');

  /** Places that many calls of some seconds, some at a time, and does something when a third of them is placed. */
  async function place(count: number, inBetween: () => Promise<unknown> = () => Promise.resolve()): Promise<string[]> {
    const statuses: string[] = [];
    let placed = 0;
    const placeSome = async (): Promise<void> => {
      while (placed < count) {
        const number = placed++;
        if (number === Math.floor(count / 3)) await inBetween();
        const callee = `1380000${String(1 + (number % 40)).padStart(4, '0')}`;
        const caller = `139${String(number).padStart(8, '0')}`;
        const key = { caller, idempotencyKey: `${statuses.length} ${number} ${callee} ${Date.now()}` };
        statuses.push((await startCall(customer, callee, key)).call.status);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, placeSome));
    return statuses;
  }

  it(`of ${CALLS} calls, loses no true callback signed with either secret, and takes no forged one`, async () => {
    await control('/sandbox/faults', { on: 'callback', probability: 0.5, fault: { kind: 'REPLACED_SECRET' } });
    for (const how of ['WRONG_SECRET', 'BIT_FLIP', 'LENGTH_EXTENSION'])
      await control('/sandbox/faults', { on: 'callback', probability: 0.5, fault: { kind: 'FORGED', how } });
    const statuses = await place(CALLS, rotate);
    // Whoever signed just before the provider's stand-in learned the new secret was refused, as it would be anywhere.
    const started = statuses.filter((status) => status !== 'REFUSED').length;
    expect(started).toBeGreaterThan(CALLS - AT_ONCE);
    const calls = await until('all callbacks are there', async () => {
      const found = await truths();
      return found.length === started && found.every(({ callback }) => callback.lastStatus !== null) ? found : null;
    });
    expect(calls.filter(({ callback }) => callback.attempts !== 1 || callback.lastStatus !== 200)).toEqual([]);
    expect(calls.reduce((sum, { forged }) => sum + forged.sent, 0)).toBeGreaterThan(CALLS / 2);
    expect(calls.filter(({ forged }) => forged.accepted > 0)).toEqual([]);
    await until('the newest calls are settled', async () => {
      const { edges } = await newestCalls();
      return edges.every(({ node }) => ['COMPLETED', 'REFUSED'].includes(node.status)) ? edges : null;
    });
  });

  it('takes what is signed with the old secret for forged once the rotation was ended', async () => {
    await control('/sandbox/faults');
    await customer.client.mutate('endSecretRotation', { appId: customer.appId }, 'app { id }');
    await control('/sandbox/faults', { on: 'callback', fault: { kind: 'REPLACED_SECRET' } });
    const before = (await truths()).length;
    await place(1);
    const [call] = await until('the old secret was tried', async () => {
      const found = (await truths()).slice(before);
      return found[0]?.callback.lastStatus == null ? null : found;
    });
    expect(call?.callback.lastStatus).toBe(401);
    await control('/sandbox/faults');
    await until('the callback came with the new secret', async () => {
      const found = (await truths()).slice(before);
      return found[0]?.callback.lastStatus === 200 ? found : null;
    });
  });

  interface Calls {
    readonly edges: readonly { readonly node: { readonly status: string } }[];
  }

  async function newestCalls(): Promise<Calls> {
    const { calls } = await customer.client.ask<{ calls: Calls }>(
      '{ calls(first: 100) { edges { node { status } } } }',
    );
    return calls;
  }
});
