import { expect, test } from 'vitest';
import { action, callAction, caller, signedHeaders, start, truthOf, truthsTo } from './client.ts';
import { scene, stopAfterEach } from './harness.ts';

stopAfterEach();

const badHeader = { desc: 'bad http header', code: 414 };

test('an accepted start has a session, and the call really lives', async () => {
  const { url, app } = await scene();
  const answer = await start(url, app, '13800000061');
  expect(answer).toEqual({ code: 200, msg: 'success', obj: { session: expect.any(String) as string } });
  const truth = await truthOf(url, answer.obj!['session'] as string);
  expect(truth).toMatchObject({
    kind: 'CALL',
    appKey: app.appKey,
    caller,
    callees: ['13800000061'],
    maxDur: 600,
    ended: false,
  });
});

test('the same start again rings again', async () => {
  const { url, app } = await scene();
  const first = await start(url, app, '13800000061');
  const second = await start(url, app, '13800000061');
  expect(second.obj!['session']).not.toBe(first.obj!['session']);
  expect(await truthsTo(url, '13800000061')).toHaveLength(2);
});

test('the account is compared in lower case', async () => {
  const { url, app } = await scene();
  expect(await start(url, app, '13800000061', { callerAcc: app.accid.toUpperCase() })).toMatchObject({ code: 200 });
});

test.each([
  ['callerAcc', 'somebody'],
  ['callerAcc', ''],
  ['caller', '+8613900000001'],
  ['caller', '１３９０００００００１'],
  ['callee', '8613800000061'],
  ['callee', '110'],
  ['callee', '13800000061\0'],
  ['maxDur', '0'],
  ['maxDur', '-5'],
  ['maxDur', '1.5'],
  ['maxDur', '9999999999'],
  ['maxDur', ''],
])('a bad %s (%s) is named and nothing rings', async (name, value) => {
  const { url, app } = await scene();
  const { status, text } = await callAction(url, app, 'startcall', {
    callerAcc: app.accid,
    caller,
    callee: '13800000061',
    maxDur: '60',
    [name]: value,
  });
  expect({ status, text }).toEqual({ status: 200, text: `{"code":414,"msg":"bad param '${name}'"}` });
  expect(await truthsTo(url, '13800000061')).toEqual([]);
});

test('a landline is called by area code and number', async () => {
  const { url, app } = await scene();
  expect(await start(url, app, '057186778825')).toMatchObject({ code: 200 });
});

test.each(['AppKey', 'Nonce', 'CurTime', 'CheckSum'])('a request without %s has a bad header', async (name) => {
  const { url, app } = await scene();
  const headers = Object.fromEntries(Object.entries(signedHeaders(app)).filter(([key]) => key !== name));
  const response = await fetch(`${url}/call/ecp/startcall.action`, { method: 'POST', headers });
  expect(await response.json()).toEqual(badHeader);
});

test('a wrong secret and an unknown app are bad headers', async () => {
  const { url, app } = await scene();
  expect(await start(url, { ...app, appSecret: 'wrong' }, '13800000061')).toEqual(badHeader);
  expect(await start(url, { ...app, appKey: 'unknown' }, '13800000061')).toEqual(badHeader);
});

test.each([
  [-310, 414],
  [-290, 200],
  [290, 200],
  [310, 414],
])('CurTime %d wall seconds away from now is answered %d', async (offset, code) => {
  const { url, app } = await scene();
  const curTime = String(Math.floor(Date.now() / 1000) + offset);
  const body = new URLSearchParams({ callerAcc: app.accid, caller, callee: '13800000061', maxDur: '60' });
  const headers = signedHeaders(app, { curTime });
  const response = await fetch(`${url}/call/ecp/startcall.action`, { method: 'POST', headers, body: String(body) });
  expect(await response.json()).toMatchObject({ code });
});

test('an action that is not there is code 404', async () => {
  const { url, app } = await scene();
  expect(await action(url, app, 'hangup', {})).toMatchObject({ code: 404 });
});

test('more requests than the bucket holds are answered 416 and ring nobody', async () => {
  const { url, app } = await scene(undefined, { ratePerSecond: 0.001, rateBurst: 3 });
  const codes: number[] = [];
  for (let i = 0; i < 5; i++) codes.push((await start(url, app, '13800000061')).code);
  expect(codes).toEqual([200, 200, 200, 416, 416]);
  expect(await truthsTo(url, '13800000061')).toHaveLength(3);
});
