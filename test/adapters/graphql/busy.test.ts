import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServiceBusy } from '../../../src/application/ports/service-busy.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf } from './customer.ts';
import { send } from './operations.ts';

let api: Api;
let owner: Customer;
let isBusy = false;

beforeAll(async () => {
  api = await startApi({
    change: (application) => ({
      disableService: () => Promise.reject(new ServiceBusy(new Error('password=hunter2'), 2)),
      authenticate: (token) => (isBusy ? Promise.reject(new ServiceBusy()) : application.authenticate(token)),
    }),
  });
  owner = await customerOf(api);
});
afterAll(() => api.stop());

describe('CRASH-10: a service that is too busy', () => {
  it('says so by a code, HTTP 503 and Retry-After, and logs no failure', async () => {
    const before = api.logged.length;
    const answer = await send(api, 'disableService', { appId: owner.app }, owner.token);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(answer.errors).toMatchObject([{ extensions: { code: 'SERVICE_BUSY', retryAfterSeconds: 2 } }]);
    expect(JSON.stringify(answer.errors)).not.toContain('hunter2');
    expect(api.logged.slice(before).filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('says so too where it cannot even tell who asks', async () => {
    isBusy = true;
    const answer = await api.ask('{ account { name } }', {}, owner.token);
    isBusy = false;
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.errors).toMatchObject([{ extensions: { code: 'SERVICE_BUSY', retryAfterSeconds: 1 } }]);
    expect(answer.errors[0]?.message).toBe('The service is too busy. Nothing was done; ask again in a moment.');
  });
});
