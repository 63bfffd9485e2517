import { afterEach, describe, expect, it } from 'vitest';
import type { ProviderSession } from '../../../src/domain/ids.ts';
import type { CallLimits } from '../../../src/domain/limits.ts';
import { Money } from '../../../src/domain/money.ts';
import { noCallLimits } from '../../support/limits.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf } from './customer.ts';
import type { Result } from './operations.ts';
import { run } from './operations.ts';

let api: Api;
let owner: Customer;
afterEach(() => api.stop());

async function begin(limits: Partial<CallLimits>): Promise<void> {
  api = await startApi({ settings: { callLimits: { ...noCallLimits, ...limits } } });
  api.outside.dial = () => ({ kind: 'STARTED', session: crypto.randomUUID() as ProviderSession });
  owner = await customerOf(api);
}

function start(caller: string, callee: string): Promise<Result> {
  const order = { appId: owner.app, caller, callee, maxDurationSeconds: 60, idempotencyKey: `${caller} ${callee}` };
  return run(api, 'startCall', order, owner.token);
}

describe('A limit on calls (CALL-10)', () => {
  it('is named with its value and with when it frees up', async () => {
    await begin({ callsAtOncePerApp: 1 });
    await start('13900000001', '13800000001');
    // A minute, a minute of ringing, and the grace.
    const retryAt = new Date(api.postgres.clock.service().getTime() + 150_000).toISOString();
    const limit = {
      __typename: 'LimitReached',
      code: 'LIMIT_REACHED',
      limit: 'CALLS_AT_ONCE_APP',
      value: 1,
      amount: null,
    };
    const message = `The app's calls at once are limited to 1; free at ${retryAt} at the latest.`;
    const refusal = { ...limit, message, retrySafe: true, retryAt };
    expect(await start('13900000001', '13800000002')).toEqual(refusal);
    expect(await start('13900000001', '13800000002')).toEqual(refusal);
  });

  it('on spending is told as an amount, and has no time where the call alone may cost more', async () => {
    await begin({ spendPerDay: Money.fen(11) });
    expect(await start('13900000001', '13800000001')).toMatchObject({
      __typename: 'LimitReached',
      limit: 'SPEND_PER_DAY',
      value: null,
      amount: '0.11',
      retrySafe: false,
      retryAt: null,
    });
  });

  it('on the rings of a telephone tells no number (ROLE-3)', async () => {
    await begin({ ringsPerCalleePerHour: 1 });
    await start('13900000001', '13800000001');
    const result = await start('13900000002', '13800000001');
    expect(result).toMatchObject({ limit: 'RINGS_PER_CALLEE', value: 1, retrySafe: true });
    expect(JSON.stringify(result)).not.toContain('13800000001');
  });
});
