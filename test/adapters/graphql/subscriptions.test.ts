import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallId, ProviderSession } from '../../../src/domain/ids.ts';
import type { CallReport } from '../../../src/domain/report.ts';
import * as a from '../../support/a.ts';
import { until } from '../../support/until.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { credit, customerOf } from './customer.ts';
import { run } from './operations.ts';
import { TestSocket } from './socket.ts';

let api: Api;
let owner: Customer;
let socket: TestSocket;
let calls = 0;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  owner = await customerOf(api);
  socket = await TestSocket.connected(api, owner.token);
});
afterEach(async () => {
  await socket.leave();
  const isQuiet = (): boolean => api.openViews() === 0 && api.watches() === 0;
  await until('all views are closed and nobody watches', () => Promise.resolve(isQuiet() ? true : null), 5);
});

const watchCall = `subscription Watch($id: ID!, $after: String) { callUpdated(id: $id, after: $after) {
  cursor version call { id status app { name } charge } cost { minutes cost reserved available minutesLeft }
} }`;
const watchAccount = `subscription ($after: String) { accountUpdated(after: $after) {
  cursor version account { balance reserved available minutesLeft }
} }`;

interface CallSeen {
  readonly callUpdated: {
    readonly cursor: string;
    readonly version: number;
    readonly call: { readonly status: string };
  };
}
interface AccountSeen {
  readonly accountUpdated: { readonly cursor: string; readonly account: { readonly balance: string } };
}

async function startCall(): Promise<{ id: CallId; session: ProviderSession }> {
  calls += 1;
  const session = `live-${calls}` as ProviderSession;
  api.outside.dial = () => ({ kind: 'STARTED', session });
  const order = { appId: owner.app, caller: '13900000001', callee: '13800000061', idempotencyKey: `live ${calls}` };
  const { call } = await run(api, 'startCall', order, owner.token);
  return { id: (call as { id: CallId }).id, session };
}

/** The provider reports the end of a conversation of 61 seconds. */
async function report(session: ProviderSession): Promise<void> {
  const app = await api.postgres.accounts.decide(owner.account, { app: owner.app }, (facts) => ({ answer: facts.app }));
  const told: CallReport = a.report({ session, caller: '13900000001', callee: '13800000061', createdAt: null });
  const bytes = { bodyHash: session.padEnd(64, '0'), body: new TextEncoder().encode('{}') };
  await api.application.receiveCallback({ app, signedAt: new Date(), ...bytes, report: told });
}

describe('Watching a call', () => {
  it('shows it as it is, then each change, and completes with its end', async () => {
    const { id, session } = await startCall();
    const watching = socket.subscribe(watchCall, { id });
    const [first] = (await watching.data(1)) as CallSeen[];
    expect(first?.callUpdated).toMatchObject({
      version: 2,
      call: { id, status: 'DIALING', app: { name: '客服' }, charge: null },
      cost: null,
    });
    expect(first?.callUpdated.cursor).toMatch(/^\d+$/);
    await report(session);
    await watching.completes();
    const seen = (await watching.data(2)) as CallSeen[];
    expect(seen).toHaveLength(2);
    expect(seen[1]?.callUpdated).toMatchObject({ version: 3, call: { status: 'COMPLETED', charge: '0.24' } });
    expect(Number(seen[1]?.callUpdated.cursor)).toBeGreaterThan(Number(first?.callUpdated.cursor));
  });

  it('tells the running cost while a conversation is under way', async () => {
    const { id } = await startCall();
    const answeredAt = api.postgres.clock.service();
    await api.postgres.accounts.decide(owner.account, { call: id }, ({ call, now }) => ({
      answer: undefined,
      saves: { call: call.progressed('IN_PROGRESS', answeredAt, now) },
    }));
    const [seen] = await socket.subscribe(watchCall, { id }).data(1);
    expect(seen).toMatchObject({
      callUpdated: {
        call: { status: 'IN_PROGRESS' },
        cost: { minutes: 1, cost: '0.12', reserved: '3.60', available: '996.40', minutesLeft: 8303 },
      },
    });
  });

  it('begins behind a cursor, and says nothing of what the client has', async () => {
    const { id, session } = await startCall();
    const [first] = (await socket.subscribe(watchCall, { id }).data(1)) as CallSeen[];
    const { cursor } = first!.callUpdated;
    const resumed = socket.subscribe(watchCall, { id, after: cursor });
    const earlier = socket.subscribe(watchCall, { id, after: '0' });
    expect(await earlier.data(1)).toEqual([first]);
    await report(session);
    await resumed.completes();
    expect(await resumed.data(1)).toMatchObject([{ callUpdated: { call: { status: 'COMPLETED' } } }]);
  });

  it('of an ended call shows the end once and completes, for who has not seen it', async () => {
    const { id, session } = await startCall();
    await report(session);
    const watching = socket.subscribe(watchCall, { id });
    await watching.completes();
    const [end] = (await watching.data(1)) as CallSeen[];
    expect(end?.callUpdated.call.status).toBe('COMPLETED');
    const again = socket.subscribe(watchCall, { id, after: end?.callUpdated.cursor });
    await again.completes();
    expect(again.results).toEqual([]);
  });

  it('finds no call of others, and none that is not there', async () => {
    const { id } = await startCall();
    const other = await TestSocket.connected(api, (await customerOf(api)).token);
    for (const wrong of [id, crypto.randomUUID(), 'no id']) {
      const watching = other.subscribe(watchCall, { id: wrong });
      await watching.completes();
      expect(watching.results).toMatchObject([{ errors: [{ extensions: { code: 'NOT_FOUND', what: 'CALL' } }] }]);
    }
    await other.leave();
  });

  it.each(['abc', '-1', '1.5', '', '9'.repeat(30)])('takes no %j for a cursor', async (after) => {
    for (const watching of [
      socket.subscribe(watchCall, { id: crypto.randomUUID(), after }),
      socket.subscribe(watchAccount, { after }),
    ]) {
      await watching.completes();
      const wrong = { extensions: { code: 'BAD_USER_INPUT', field: 'after' } };
      expect(watching.results).toMatchObject([{ errors: [wrong] }]);
    }
  });
});

describe('Watching an account', () => {
  it('shows it as it is, then each change of its balance, from a cursor too', async () => {
    const watching = socket.subscribe(watchAccount);
    const [first] = (await watching.data(1)) as AccountSeen[];
    expect(first?.accountUpdated.account).toMatchObject({ balance: '1000.00', reserved: '0.00', minutesLeft: 8333 });
    const resumed = socket.subscribe(watchAccount, { after: first?.accountUpdated.cursor });
    await credit(api, owner.account, 50_00);
    const changed = { account: { balance: '1050.00', available: '1050.00' } };
    expect((await watching.data(2))[1]).toMatchObject({ accountUpdated: changed });
    expect(await resumed.data(1)).toMatchObject([{ accountUpdated: changed }]);
  });

  it.each(['stops', 'leaves', 'vanishes'])(
    'ends at once when the client %s, also while nothing happens',
    async (how) => {
      const client = await TestSocket.connected(api, owner.token);
      const watching = client.subscribe(watchAccount);
      await watching.data(1);
      expect(api.watches()).toBe(1);
      if (how === 'stops') watching.stop();
      else if (how === 'leaves') await client.leave();
      else client.vanish();
      await until('nobody watches', () => Promise.resolve(api.watches() === 0 ? true : null), 5);
      client.vanish();
    },
  );
});
