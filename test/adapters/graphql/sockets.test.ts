import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import { customerOf } from './customer.ts';
import { run } from './operations.ts';
import { TestSocket } from './socket.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const watchAccount = 'subscription Balance { accountUpdated { version account { balance } } }';

describe('A socket', () => {
  it.each([
    undefined,
    {},
    { authorization: 'Bearer wrong' },
    { authorization: 'Bearer ' },
    { authorization: 5 },
    { Authorization: 'Basic YTpi' },
    'text',
  ])('that connects with %j is refused', async (payload) => {
    const socket = await TestSocket.open(api);
    socket.send({ type: 'connection_init', payload });
    expect(await socket.closes()).toBe(payload === 'text' ? 4400 : 4403);
    expect(socket.heard).toEqual([]);
  });

  it('may name its header as HTTP does', async () => {
    const { token } = await customerOf(api);
    const socket = await TestSocket.open(api);
    socket.send({ type: 'connection_init', payload: { Authorization: `bearer ${token}` } });
    await socket.hears('connection_ack');
    await socket.leave();
  });

  it('that subscribes before it is connected, or speaks something else, is closed', async () => {
    const early = await TestSocket.open(api);
    early.subscribe(watchAccount);
    expect(await early.closes()).toBe(4401);
    const garbled = await TestSocket.open(api);
    garbled.send('{"type":');
    expect(await garbled.closes()).toBe(4400);
    const wrong = await TestSocket.connected(api, (await customerOf(api)).token);
    wrong.send({ type: 'next', id: '1', payload: {} });
    expect(await wrong.closes()).toBe(4500);
    const deprecated = await TestSocket.open(api, 'graphql-ws');
    expect(await deprecated.closes()).not.toBe(1000);
    const speechless = await TestSocket.open(api, '');
    expect(await speechless.closes()).toBe(4406);
  });

  it('that says something twice is closed', async () => {
    const { token } = await customerOf(api);
    const eager = await TestSocket.connected(api, token);
    eager.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    expect(await eager.closes()).toBe(4429);
    for (const id of ['same', '长'.repeat(5000)]) {
      const repeating = await TestSocket.connected(api, token);
      for (let n = 0; n < 2; n++)
        repeating.send({ type: 'subscribe', id, payload: { query: watchAccount, variables: {} } });
      expect(await repeating.closes()).toBe(4409);
    }
  });

  it('that never connects is closed after a while', async () => {
    const socket = await TestSocket.open(api);
    expect(await until('it is closed', () => Promise.resolve(socket.closed), 8)).toBe(4408);
  });

  it('that sends a message of more than 64 KiB is closed', async () => {
    const { token } = await customerOf(api);
    const socket = await TestSocket.connected(api, token);
    socket.subscribe(watchAccount, { filler: 'x'.repeat(64 * 1024) });
    expect(await socket.closes()).toBe(1009);
  });

  it('is closed when its token ends', async () => {
    const brief = await startApi({ settings: { accessTokenSeconds: 1 } });
    const { token } = await customerOf(brief);
    const socket = await TestSocket.connected(brief, token);
    await socket.subscribe(watchAccount).data(1);
    expect(await socket.closes()).toBe(4403);
    await brief.stop();
  });

  it('is closed when its member has signed out, within two seconds', async () => {
    const { token } = await customerOf(api);
    const socket = await TestSocket.connected(api, token);
    await socket.subscribe(watchAccount).data(1);
    await run(api, 'signOut', {}, token);
    expect(await socket.closes()).toBe(4403);
  });

  it('says goodbye to its clients, and ends their subscriptions, when the service stops', async () => {
    const service = await startApi();
    const { token } = await customerOf(service);
    const socket = await TestSocket.connected(service, token);
    await socket.subscribe(watchAccount).data(1);
    await service.stop();
    expect(await socket.closes()).toBe(1001);
    expect(service.openViews()).toBe(0);
    expect(service.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('has at most 20 subscriptions', async () => {
    const { token } = await customerOf(api);
    const socket = await TestSocket.connected(api, token);
    const subscriptions = Array.from({ length: 21 }, () => socket.subscribe(watchAccount));
    await subscriptions[19]!.data(1);
    expect(await subscriptions[20]!.fails()).toMatchObject([{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }]);
    subscriptions[0]!.stop();
    const logged = (): boolean => api.logged.some(({ fields }) => fields['operation'] === 'Balance');
    await until('the first has ended', () => Promise.resolve(logged() ? true : null), 5);
    await socket.subscribe(watchAccount).data(1);
    await socket.leave();
  });
});

/** An API whose database, once it is held, tells of nobody's footing until it is let go. */
async function startHeld(): Promise<Api & { readonly hold: () => () => void }> {
  let held = Promise.resolve();
  const api = await startApi({
    change: ({ footings }) => ({ footings: (principals) => held.then(() => footings(principals)) }),
  });
  const hold = (): (() => void) => {
    let letGo = (): void => undefined;
    held = new Promise((resolve) => (letGo = resolve));
    return () => letGo();
  };
  return { ...api, hold };
}

describe('An id that is given back', () => {
  const subscribe = { id: 'a', type: 'subscribe', payload: { query: watchAccount } };
  const complete = { id: 'a', type: 'complete' };

  it('while its subscription is being set up, leaves no watcher behind when it is used again', async () => {
    const slow = await startHeld();
    const socket = await TestSocket.connected(slow, (await customerOf(slow)).token);
    const letGo = slow.hold();
    for (let n = 0; n < 200; n++) for (const message of [subscribe, complete]) socket.send(message);
    socket.send(subscribe);
    socket.send({ type: 'ping' });
    const isHeard = (): boolean => socket.closed !== null || socket.heard.some(({ type }) => type === 'pong');
    await until('all of it is heard', () => Promise.resolve(isHeard() ? true : null), 5);
    letGo();
    const isOver = (): boolean => socket.closed !== null || socket.heard.some(({ type }) => type === 'next');
    await until('it is answered', () => Promise.resolve(isOver() ? true : null), 5);
    socket.vanish();
    await until('nobody watches', () => Promise.resolve(slow.watches() === 0 ? true : null), 5);
    expect(slow.openViews()).toBe(0);
    expect(socket.closed).toBe(4409);
    await slow.stop();
  });

  it('by who was served may be used again at once', async () => {
    const { token } = await customerOf(api);
    const socket = await TestSocket.connected(api, token);
    const heard = (type: string): number => socket.heard.filter((message) => message.type === type).length;
    for (let times = 1; times <= 30; times++) {
      socket.send(subscribe);
      await until('it is shown', () => Promise.resolve(heard('next') === times ? true : null), 5);
      socket.send(complete);
    }
    expect([heard('error'), heard('complete'), socket.closed]).toEqual([0, 0, null]);
    await socket.leave();
  });
});

describe('A subscription beyond the limit', () => {
  it('is refused without a question to the database', async () => {
    const slow = await startHeld();
    const socket = await TestSocket.connected(slow, (await customerOf(slow)).token);
    const letGo = slow.hold();
    const all = Array.from({ length: 25 }, () => socket.subscribe(watchAccount));
    for (const beyond of all.slice(20))
      expect(await beyond.fails()).toMatchObject([{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }]);
    letGo();
    for (const within of all.slice(0, 20)) await within.data(1);
    await socket.leave();
    await slow.stop();
  });

  it('costs a point, as every refusal does', async () => {
    const counted = await startApi({ costLimits: { maximum: 1e6, restoreRate: 0 } });
    const socket = await TestSocket.connected(counted, (await customerOf(counted)).token);
    const costOf = async ({ id }: { id: string }): Promise<{ requested: number; available: number }> => {
      const { payload } = await socket.hears('next', id);
      return (payload as { extensions: { cost: { requested: number; available: number } } }).extensions.cost;
    };
    const all = Array.from({ length: 20 }, () => socket.subscribe(watchAccount));
    const costs = await Promise.all(all.map(costOf));
    const left = Math.min(...costs.map(({ available }) => available));
    for (let n = 0; n < 5; n++) await socket.subscribe(watchAccount).fails();
    all[0]!.stop();
    const { requested, available } = await costOf(socket.subscribe(watchAccount));
    expect(available).toBe(left - 5 - requested);
    await socket.leave();
    await counted.stop();
  });
});
