import { expect, test } from 'vitest';
import { caller, postJson, start, startedSession, truthOf } from './client.ts';
import { scene, stopAfterEach } from './harness.ts';

stopAfterEach();

test('an app brings credentials or gets them issued', async () => {
  const { url, app } = await scene();
  expect(app).toEqual({
    appKey: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    appSecret: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
    accid: expect.stringMatching(/^[a-z0-9_]{1,32}$/) as string,
  });
  const own = { appKey: 'mine', appSecret: 'secret', accid: 'Alice@x.cn' };
  const answer = await postJson(`${url}/sandbox/apps`, { ...own, callbackUrl: 'http://127.0.0.1:9/' });
  expect(answer).toEqual({ status: 201, json: { ...own, accid: 'alice@x.cn' } });
});

test('a known app key with another secret or accid is a conflict, and changes nothing', async () => {
  const { url, app, customer } = await scene();
  const body = { ...app, callbackUrl: 'http://127.0.0.1:9/' };
  expect((await postJson(`${url}/sandbox/apps`, { ...body, appSecret: 'other' })).status).toBe(409);
  expect((await postJson(`${url}/sandbox/apps`, { ...body, accid: 'other' })).status).toBe(409);
  await startedSession(url, app, '13800040006');
  expect(customer.received).toHaveLength(1);
});

test('a known app takes a new secret that names the one it replaces, and requests with either', async () => {
  const { url, app, customer } = await scene();
  const rotate = { ...app, appSecret: 'new', replacedSecret: app.appSecret, callbackUrl: customer.url };
  const rotated = { status: 201, json: { ...app, appSecret: 'new' } };
  expect(await postJson(`${url}/sandbox/apps`, rotate)).toEqual(rotated);
  expect(await postJson(`${url}/sandbox/apps`, rotate)).toEqual(rotated);
  const wrong = { ...rotate, appSecret: 'newer', replacedSecret: 'guessed' };
  expect((await postJson(`${url}/sandbox/apps`, wrong)).status).toBe(409);
  const codes = [];
  for (const appSecret of ['new', app.appSecret, 'newer']) {
    codes.push((await start(url, { ...app, appSecret }, '13800000061')).code);
  }
  expect(codes).toEqual([200, 200, 414]);
});

test('an order is paid once, whatever its size', async () => {
  const { url } = await scene();
  const order = { orderId: 'order-1', amountFen: '999999999999999999' };
  const first = await postJson(`${url}/sandbox/payments`, order);
  expect(first).toMatchObject({ status: 200, json: { status: 'PAID' } });
  expect(await postJson(`${url}/sandbox/payments`, order)).toEqual(first);
  expect((await postJson(`${url}/sandbox/payments`, { ...order, amountFen: '5' })).status).toBe(409);
});

test('a call’s truth tells only what has happened yet', async () => {
  const { url, app, clock } = await scene();
  const session = await startedSession(url, app, '13800010061');
  const startedAt = clock.now().toISOString();
  const fresh = { rang: false, beganAt: null, endedAt: null, ended: false, talkSeconds: null };
  const nothing = { rangAt: null, answeredAt: null, endedAt: null, hangCause: null, talkSeconds: null };
  expect(await truthOf(url, session)).toMatchObject({ startedAt, ...fresh, parties: [nothing, nothing] });
  clock.advance(69);
  const talking = { rang: true, ended: false, talkSeconds: null, beganAt: '2026-02-28T16:00:09.500Z' };
  expect(await truthOf(url, session)).toMatchObject(talking);
  clock.advance(2);
  const hungUp = { hangCause: 'NORMAL_CLEARING', talkSeconds: 61 };
  expect(await truthOf(url, session)).toMatchObject({
    ended: true,
    endedAt: clock.now().toISOString(),
    talkSeconds: 61,
    parties: [
      { number: caller, answeredAt: '2026-02-28T16:00:05.500Z', ...hungUp },
      { number: '13800010061', answeredAt: '2026-02-28T16:00:09.500Z', ...hungUp },
    ],
  });
});

test.each([
  ['apps', {}],
  ['apps', { callbackUrl: 'ftp://somewhere/' }],
  ['apps', { callbackUrl: 'http://[' }],
  ['apps', { callbackUrl: 'http://127.0.0.1:9/', accid: 'no spaces' }],
  ['apps', { callbackUrl: 'http://127.0.0.1:9/', appKey: 5 }],
  ['messages', { to: '13800000001' }],
  ['messages', { to: 'nobody', code: '1', purpose: 'p', text: 't' }],
  ['messages', { to: '13800000001', code: '1', purpose: 'p', text: 'with \0' }],
  ['messages', []],
  ['messages', null],
  ['payments', { orderId: 'order', amountFen: 5 }],
  ['payments', { orderId: 'order', amountFen: '-5' }],
  ['payments', { orderId: 'order', amountFen: '1e9' }],
])('POST /sandbox/%s refuses %j', async (path, body) => {
  const { url } = await scene();
  const { status, json } = await postJson(`${url}/sandbox/${path}`, body);
  expect({ status, code: json['code'], msg: typeof json['msg'] }).toEqual({ status: 400, code: 400, msg: 'string' });
});

test('control requests that no browser would send across origins unasked are the only ones taken', async () => {
  const { url } = await scene();
  const body = JSON.stringify({ callbackUrl: 'http://127.0.0.1:9/' });
  expect((await fetch(`${url}/sandbox/apps`, { method: 'POST', body })).status).toBe(415);
});

test.each([
  ['GET', '/nothing', 404],
  ['GET', '//', 404],
  ['GET', '/sandbox/calls/alice', 404],
  ['GET', '/sandbox/calls/00000000-0000-0000-0000-000000000000', 404],
  ['GET', '/sandbox/apps', 405],
  ['GET', '/call/ecp/startcall.action', 405],
  ['DELETE', '/sandbox/messages', 405],
  ['GET', '/sandbox/messages?to=%00', 400],
  ['GET', '/sandbox/calls?callee=%00', 400],
  ['GET', '/sandbox/calls?callee=a&callee=b', 200],
])('%s %s is answered %d', async (method, path, status) => {
  const { url } = await scene();
  const response = await fetch(`${url}${path}`, { method });
  expect(response.status).toBe(status);
});

test('JSON that is none is refused', async () => {
  const { url } = await scene();
  const headers = { 'Content-Type': 'application/json; charset=utf-8' };
  const response = await fetch(`${url}/sandbox/apps`, { method: 'POST', headers, body: '{' });
  expect(response.status).toBe(400);
});

test('the page shows numbers, calls, codes and payments, and nothing on it can be a script', async () => {
  const { url, app } = await scene();
  const session = await startedSession(url, app, '13800000061');
  const message = { to: '13800000001', code: '123456', purpose: 'REGISTRATION', text: '<script>"&\'' };
  await postJson(`${url}/sandbox/messages`, message);
  await postJson(`${url}/sandbox/payments`, { orderId: '<b>', amountFen: '100000' });
  const response = await fetch(`${url}/`);
  const page = await response.text();
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  for (const shown of ['1380000dddd', session, '123456', '&lt;script&gt;&quot;&amp;&#39;', '&lt;b&gt;', '100000']) {
    expect(page).toContain(shown);
  }
  expect(page).not.toContain('<script>');
  expect(page).not.toContain(app.appSecret);
  expect(page).toContain('<meta http-equiv="refresh"');
});
