import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServiceBusy } from '../../../src/application/ports/service-busy.ts';
import type { Reads } from '../../../src/application/ports/reads.ts';
import { createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf } from './customer.ts';
import { run, send } from './operations.ts';
import { TestSocket } from './socket.ts';

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

describe('A board', () => {
  it('goes on for all who watch it, while what one who comes has missed cannot be read', async () => {
    const database = await createDatabase();
    const postgres = await open(database.url);
    let busyAt: bigint | null = null;
    const reads: Reads = {
      open: (account) => {
        const view = postgres.reads.open(account);
        const changedSince = view.changedSince.bind(view);
        view.changedSince = (after, most) => {
          if (after !== busyAt) return changedSince(after, most);
          busyAt = null;
          return Promise.reject(new ServiceBusy());
        };
        return view;
      },
    };
    const boards = await startApi({ database, reads });
    const { token, app } = await customerOf(boards);
    const call = (n: number): Promise<unknown> => {
      const parties = { caller: `1390000000${n}`, callee: `1380000000${n}` };
      return run(boards, 'startCall', { appId: app, ...parties, idempotencyKey: `board ${n}` }, token);
    };
    const watch =
      'subscription ($after: String) { callsUpdated(after: $after) { kind cursor calls { call { __typename } } } }';
    const cursorOf = (data: unknown): string => (data as { callsUpdated: { cursor: string } }).callsUpdated.cursor;
    const [first, second] = [await TestSocket.connected(boards, token), await TestSocket.connected(boards, token)];
    const watching = first.subscribe(watch);
    const after = cursorOf((await watching.data(1))[0]);
    await call(1);
    await watching.data(2);
    busyAt = BigInt(after);
    const coming = second.subscribe(watch, { after });
    expect((await coming.data(1))[0]).toMatchObject({ callsUpdated: { kind: 'CHANGE' } });
    expect(busyAt).toBeNull();
    const before = watching.results.length;
    await call(2);
    await watching.data(before + 1);
    expect([watching, coming].flatMap(({ results }) => results.flatMap(({ errors = [] }) => errors))).toEqual([]);
    await Promise.all([first.leave(), second.leave()]);
    await boards.stop();
    await postgres.close();
    await database.drop();
  });
});
