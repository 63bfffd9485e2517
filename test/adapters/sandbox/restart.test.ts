import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from './callback-receiver.ts';
import { action, postJson, registeredApp, startedConference, startedSession, truthOf } from './client.ts';
import { HandClock } from './hand-clock.ts';
import { launch, opening, receiver, stopAfterEach } from './harness.ts';
import { postgresHome, type StoreHome, storeHomes } from './stores.ts';

let home: StoreHome;
afterEach(() => home.close());
stopAfterEach();

describe.each(storeHomes)('over a $kind store', ({ make }) => {
  beforeEach(async () => {
    home = await make();
  });

  test('a call goes on after a restart in its middle, as it was begun', async () => {
    const clock = new HandClock(opening);
    const customer = await receiver();
    const first = await launch(clock, home.open());
    const app = await registeredApp(first.url, customer.url);
    const session = await startedSession(first.url, app, '13800000061');
    clock.advance(20);
    await first.stop();
    const second = await launch(clock, home.open(), { callerRingSeconds: 50, seed: 'another' });
    const { obj } = await action(second.url, app, 'queryBySession', { session, type: '1' });
    expect(obj!['legs']).toMatchObject([{ state: 'ANSWERED' }, { answerTime: '2026-03-01 00:00:09' }]);
    clock.advance(52);
    const { report } = await eventually('the callback', () => customer.received[0] ?? null);
    expect(report).toMatchObject({ session, durationSec: 61, starttime: '2026-03-01 00:00:09' });
  });

  test('a conference goes on after a restart in its middle, as it was begun', async () => {
    const clock = new HandClock(opening);
    const customer = await receiver();
    const first = await launch(clock, home.open());
    const app = await registeredApp(first.url, customer.url);
    const session = await startedConference(first.url, app, ['13800000061', '13912345678', '13800020001']);
    clock.advance(20);
    const before = await truthOf(first.url, session);
    await first.stop();
    const second = await launch(clock, home.open(), { callerRingSeconds: 50, ringLimitSeconds: 90, seed: 'another' });
    expect({ ...(await truthOf(second.url, session)), told: [] }).toEqual(before);
    clock.advance(3600);
    const { report } = await eventually('the callback', () => customer.received[0] ?? null);
    const { talkSeconds, beganAt } = await truthOf(second.url, session);
    expect(report).toMatchObject({ session, durationSec: talkSeconds });
    expect(beganAt).toBe(before.beganAt);
  });

  test('a callback whose time came while no server ran is delivered by the next one', async () => {
    const clock = new HandClock(opening);
    const customer = await receiver();
    const first = await launch(clock, home.open());
    const app = await registeredApp(first.url, customer.url);
    const session = await startedSession(first.url, app, '13800000061');
    await first.stop();
    clock.advance(3600);
    const second = await launch(clock, home.open());
    await eventually('the delivery', async () => (await truthOf(second.url, session)).callback.deliveredAt);
    expect(customer.received.map(({ report }) => report.session)).toEqual([session]);
  });

  test('apps, messages and payments survive a restart', async () => {
    const clock = new HandClock(opening);
    const first = await launch(clock, home.open());
    const app = await registeredApp(first.url, 'http://127.0.0.1:9/');
    const message = { to: '13800000001', code: '123456', purpose: 'REGISTRATION', text: 'text' };
    await postJson(`${first.url}/sandbox/messages`, message);
    const order = { orderId: 'order', amountFen: '100000' };
    const paid = await postJson(`${first.url}/sandbox/payments`, order);
    await first.stop();
    const { url } = await launch(clock, home.open());
    expect(await startedSession(url, app, '13800000061')).toMatch(/^[0-9a-f-]{36}$/);
    const messages = await fetch(`${url}/sandbox/messages?to=13800000001`);
    expect(await messages.json()).toMatchObject([message]);
    expect(await postJson(`${url}/sandbox/payments`, order)).toEqual(paid);
  });
});

test('two servers over one PostgreSQL store deliver each callback once', async () => {
  home = await postgresHome();
  const clock = new HandClock(opening);
  const customer = await receiver();
  const { url } = await launch(clock, home.open());
  await launch(clock, home.open());
  const app = await registeredApp(url, customer.url);
  const sessions = await Promise.all(
    Array.from({ length: 100 }, (_, index) => startedSession(url, app, `1380000${String(1000 + index)}`)),
  );
  clock.advance(7200);
  await eventually('all deliveries', async () => {
    const truths = await Promise.all(sessions.map((session) => truthOf(url, session)));
    return truths.every(({ callback }) => callback.deliveredAt !== null) ? truths : null;
  });
  expect(customer.received.map(({ report }) => report.session).sort()).toEqual(sessions.sort());
});
