import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { MemoryStore } from '../../../src/adapters/sandbox/store/memory-store.ts';
import type { Delivery } from '../../../src/adapters/sandbox/store/store.ts';
import { eventually } from './callback-receiver.ts';
import { postJson, registeredApp, startedSession, truthOf } from './client.ts';
import { HandClock } from './hand-clock.ts';
import { launch, opening, receiver, scene, type Scene, stopAfterEach } from './harness.ts';

stopAfterEach();

/** Waits until this many attempts were made, and the last one is over. */
const afterAttempts = (store: MemoryStore, { clock }: Scene, session: string, count: number): Promise<Delivery> =>
  eventually(`attempt ${count}`, async () => {
    const [delivery] = await store.listDeliveries([session]);
    const over = delivery!.due === null || delivery!.due > clock.now();
    return over && delivery!.attempts === count ? delivery! : null;
  });

test('a callback comes one second after the call’s end, signed over its bytes, in wall milliseconds', async () => {
  const { url, app, clock, customer } = await scene();
  const session = await startedSession(url, app, '13800000061');
  clock.advance(1 + 4 + 4 + 61 + 1);
  expect(await truthOf(url, session)).toMatchObject({ ended: true, callback: { attempts: 0, deliveredAt: null } });
  clock.advance(1);
  const { headers, rawHeaders, body } = await eventually('the callback', () => customer.received[0] ?? null);
  const md5 = createHash('md5').update(body).digest('hex');
  const curTime = String(headers['curtime']);
  expect(Math.abs(Date.now() - Number(curTime))).toBeLessThan(60_000);
  expect(headers).toMatchObject({
    appkey: app.appKey,
    md5,
    checksum: createHash('sha1')
      .update(app.appSecret + md5 + curTime)
      .digest('hex'),
  });
  expect(rawHeaders).toEqual(expect.arrayContaining(['AppKey', 'CurTime', 'MD5', 'CheckSum']));
});

test('a callback is sent again on the schedule until it is answered 200, then no more', async () => {
  const store = new MemoryStore();
  const place = await scene(store);
  const { url, app, clock, customer } = place;
  customer.status = 500;
  const session = await startedSession(url, app, '13800000061');
  clock.advance(72);
  expect(await afterAttempts(store, place, session, 1)).toMatchObject({ deliveredAt: null, lastStatus: 500 });
  for (const [index, pause] of [5, 15, 60, 300, 900, 900].entries()) {
    clock.advance(pause - 1);
    expect((await truthOf(url, session)).callback.attempts).toBe(index + 1);
    if (index === 5) customer.status = 200;
    clock.advance(1);
    await afterAttempts(store, place, session, index + 2);
  }
  const { callback } = await truthOf(url, session);
  expect(callback).toEqual({ attempts: 7, deliveredAt: clock.now().toISOString(), lastStatus: 200 });
  expect(await store.claimDue(new Date('2100-01-01'), 10, 0)).toEqual([]);
});

test('a redirect and a silent address are failures', async () => {
  const store = new MemoryStore();
  const place = await scene(store, { callbackTimeoutMs: 50 });
  const { url, app, clock, customer } = place;
  customer.status = 302;
  const session = await startedSession(url, app, '13800000061');
  clock.advance(72);
  expect(await afterAttempts(store, place, session, 1)).toMatchObject({ deliveredAt: null, lastStatus: 302 });
  const hanging = await hangingAddress();
  await postJson(`${url}/sandbox/apps`, { appKey: app.appKey, callbackUrl: hanging.url });
  clock.advance(5);
  expect(await afterAttempts(store, place, session, 2)).toMatchObject({ deliveredAt: null, lastStatus: null });
  hanging.drop();
  clock.advance(15);
  expect(await afterAttempts(store, place, session, 3)).toMatchObject({ deliveredAt: null, lastStatus: null });
});

test('an undelivered callback is given up at last', async () => {
  const store = new MemoryStore();
  const place = await scene(store, { callbackGiveUpSeconds: 10 });
  const { url, app, clock, customer } = place;
  customer.status = 500;
  const session = await startedSession(url, app, '13800000061');
  clock.advance(72);
  await afterAttempts(store, place, session, 1);
  clock.advance(5);
  expect(await afterAttempts(store, place, session, 2)).toMatchObject({
    due: null,
    deliveredAt: null,
    lastStatus: 500,
  });
  expect(await store.claimDue(new Date('2100-01-01'), 10, 0)).toEqual([]);
});

test.each([
  ['of an ordinary call', '13800000061'],
  ['that comes before the start’s answer', '13800040006'],
])('a callback %s is not sent again while its answer is awaited', async (_, callee) => {
  const { url, app, clock, customer } = await scene();
  let answer = (): void => undefined;
  customer.answerAfter = new Promise((resolve) => (answer = resolve));
  const starting = startedSession(url, app, callee);
  if (callee === '13800000061') await starting;
  clock.advance(3600);
  await eventually('the callback', () => customer.received[0] ?? null);
  const witness = await receiver();
  await startedSession(url, await registeredApp(url, witness.url), '13800000001');
  clock.advance(3600);
  await eventually('a later callback', () => witness.received[0] ?? null);
  answer();
  const session = await starting;
  await eventually('the delivery', async () => (await truthOf(url, session)).callback.deliveredAt);
  expect(customer.received).toHaveLength(1);
});

test('a server stops only when the callback that it is delivering is answered and recorded', async () => {
  const store = new MemoryStore();
  const clock = new HandClock(opening);
  const sandbox = await launch(clock, store);
  const customer = await receiver();
  let answer = (): void => undefined;
  customer.answerAfter = new Promise((resolve) => (answer = resolve));
  const app = await registeredApp(sandbox.url, customer.url);
  const session = await startedSession(sandbox.url, app, '13800000061');
  clock.advance(3600);
  await eventually('the callback', () => customer.received[0] ?? null);
  const stopped = sandbox.stop();
  await eventually('the closed port', () =>
    fetch(sandbox.url).then(
      () => null,
      () => true,
    ),
  );
  answer();
  await stopped;
  expect(await store.listDeliveries([session])).toMatchObject([{ lastStatus: 200, deliveredAt: clock.now() }]);
});

test('moving the clock delivers what falls due at once, without waiting for the next look a second later', async () => {
  const { url, app, clock, customer } = await scene();
  const began = performance.now();
  for (let count = 1; count <= 6; count++) {
    await startedSession(url, app, '13800000001');
    clock.advance(3600);
    await eventually('the callback', () => customer.received[count - 1] ?? null);
  }
  expect(performance.now() - began).toBeLessThan(3000);
});

test('an app’s new address takes the callbacks of calls under way', async () => {
  const { url, app, clock, customer } = await scene();
  await startedSession(url, app, '13800000061');
  const moved = await receiver();
  expect(await postJson(`${url}/sandbox/apps`, { appKey: app.appKey, callbackUrl: moved.url })).toMatchObject({
    status: 201,
    json: app,
  });
  clock.advance(3600);
  await eventually('the callback', () => moved.received[0] ?? null);
  expect(customer.received).toEqual([]);
});

test('a customer who hangs does not hold up the others', async () => {
  const { url, app, clock } = await scene(undefined, { callbackTimeoutMs: 60_000 });
  const hanging = await hangingAddress();
  const other = await receiver();
  const neighbour = await registeredApp(url, other.url);
  await postJson(`${url}/sandbox/apps`, { appKey: app.appKey, callbackUrl: hanging.url });
  await startedSession(url, app, '13800000001');
  await startedSession(url, neighbour, '13800000002');
  clock.advance(3600);
  await eventually('the other callback', () => other.received[0] ?? null);
  hanging.drop();
});

/** Takes connections and says nothing until they are dropped. */
async function hangingAddress(): Promise<{ url: string; drop: () => void }> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const drop = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, drop };
}
