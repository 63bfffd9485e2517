import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { eventually } from './callback-receiver.ts';
import { action, caller, registeredApp, startedSession } from './client.ts';
import { scene, stopAfterEach } from './harness.ts';

stopAfterEach();

const callee = '13800000061';

test('a living call tells its legs as they ring, answer and end', async () => {
  const { url, app, clock } = await scene();
  const session = await startedSession(url, app, callee);
  const legsAfter = async (seconds: number): Promise<unknown> => {
    clock.advance(seconds);
    const { code, obj } = await action(url, app, 'queryBySession', { session, type: '1' });
    expect({ code, session: obj!['session'], initAccount: obj!['initAccount'] }).toEqual({
      code: 200,
      session,
      initAccount: app.accid,
    });
    return obj!['legs'];
  };
  expect(await legsAfter(0)).toEqual([]);
  expect(await legsAfter(1)).toEqual([{ endpoint: caller, state: 'RINGING' }]);
  expect(await legsAfter(4)).toEqual([
    { endpoint: caller, state: 'ANSWERED', answerTime: '2026-03-01 00:00:05' },
    { endpoint: callee, state: 'RINGING' },
  ]);
  expect(await legsAfter(4)).toEqual([
    { endpoint: caller, state: 'ANSWERED', answerTime: '2026-03-01 00:00:05' },
    { endpoint: callee, state: 'ANSWERED', answerTime: '2026-03-01 00:00:09' },
  ]);
  expect(await legsAfter(61)).toEqual([
    { endpoint: caller, state: 'ANSWERED', answerTime: '2026-03-01 00:00:05' },
    { endpoint: callee, state: 'ENDED', answerTime: '2026-03-01 00:00:09' },
  ]);
});

test('an ended call is told by the very object of its callback', async () => {
  const { url, app, clock, customer } = await scene();
  const session = await startedSession(url, app, callee);
  clock.advance(3600);
  const callback = await eventually('the callback', () => customer.received[0] ?? null);
  const { obj } = await action(url, app, 'queryBySession', { session, type: '1' });
  expect(obj).toEqual(callback.report);
  expect(JSON.stringify(obj)).toBe((JSON.parse(callback.body) as { callback: string }).callback);
});

test('an unknown session and another app’s session are code 404', async () => {
  const { url, app, customer } = await scene();
  const session = await startedSession(url, app, callee);
  const stranger = await registeredApp(url, customer.url);
  expect(await action(url, app, 'queryBySession', { session: randomUUID(), type: '1' })).toMatchObject({ code: 404 });
  expect(await action(url, stranger, 'queryBySession', { session, type: '1' })).toMatchObject({ code: 404 });
});

test.each([
  ['session', { session: 'alice', type: '1' }],
  ['session', { type: '1' }],
  ['type', { session: randomUUID(), type: '0' }],
  ['type', { session: randomUUID() }],
])('a bad %s is named', async (name, form) => {
  const { url, app } = await scene();
  const answer = await action(url, app, 'queryBySession', form);
  expect(answer).toEqual({ code: 414, msg: `bad param '${name}'` });
});
