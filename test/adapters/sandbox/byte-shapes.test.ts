import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { caller, postJson, signedHeaders } from './client.ts';
import { scene, type Scene, stopAfterEach } from './harness.ts';

stopAfterEach();

/** Sends bytes as they are and returns all that comes back until the server closes or `until` is in it. */
async function exchange(url: string, bytes: string, until?: RegExp): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => {
    answer += chunk.toString();
    if (until?.test(answer)) socket.destroy();
  });
  socket.on('error', () => undefined);
  socket.setTimeout(5000, () => socket.destroy());
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}

const formOf = ({ app }: Scene, callee = '13800000061'): string =>
  `callerAcc=${app.accid}&caller=${caller}&callee=${callee}&maxDur=60`;

/** A request written out, with nothing added but Host. */
function actionBytes(headers: Record<string, string>, body: string, action = 'startcall'): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`POST /call/ecp/${action}.action HTTP/1.1`, 'Host: api.netease.im', ...lines, '', body].join('\r\n');
}

const closing = (body: string): Record<string, string> => ({
  'Content-Length': String(body.length),
  Connection: 'close',
});

test('header names count in any case, and a colon needs no space', async () => {
  const place = await scene();
  const body = formOf(place);
  const { AppKey, Nonce, CurTime, CheckSum } = signedHeaders(place.app);
  const bytes =
    `POST /call/ecp/startcall.action HTTP/1.1\r\nHost:api.netease.im\r\nAppkey:${AppKey}\r\nnonce:${Nonce}\r\n` +
    `CURTIME:${CurTime}\r\nChecksum:${CheckSum}\r\nConnection:close\r\nContent-Length:${body.length}\r\n\r\n${body}`;
  expect(await exchange(place.url, bytes)).toContain('"code":200,"msg":"success"');
});

test.each([128, 256, 384])('a nonce may be used again and be %d characters long', async (length) => {
  const place = await scene();
  const body = formOf(place);
  const headers = { ...signedHeaders(place.app, { nonce: 'n'.repeat(length) }), ...closing(body) };
  expect(await exchange(place.url, actionBytes(headers, body))).toContain('"code":200');
  expect(await exchange(place.url, actionBytes(headers, body))).toContain('"code":200');
});

test('a body may come in chunks, without a length', async () => {
  const place = await scene();
  const body = formOf(place);
  const half = body.length >> 1;
  const chunks = [body.slice(0, half), body.slice(half), '']
    .map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`)
    .join('');
  const headers = { ...signedHeaders(place.app), 'Transfer-Encoding': 'chunked', Connection: 'close' };
  expect(await exchange(place.url, actionBytes(headers, chunks))).toContain('"code":200');
});

test.each([
  ['that the length counts', (body: string) => closing(`${body}\r\n`)],
  ['that the length does not count', closing],
  ['before the next request on the connection', (body: string) => ({ 'Content-Length': String(body.length) })],
])('a body may be followed by CRLF %s', async (_, lengths) => {
  const place = await scene();
  const body = formOf(place);
  const first = actionBytes({ ...signedHeaders(place.app), ...lengths(body) }, `${body}\r\n`);
  const keepsOpen = !('Connection' in lengths(body));
  const second = keepsOpen ? actionBytes({ ...signedHeaders(place.app), ...closing(body) }, body) : '';
  const answer = await exchange(place.url, first + second);
  expect(answer.match(/"code":200/g)).toHaveLength(keepsOpen ? 2 : 1);
});

test('a request without Host is served', async () => {
  const place = await scene();
  const body = formOf(place);
  const headers = { ...signedHeaders(place.app), ...closing(body) };
  const bytes = actionBytes(headers, body).replace('Host: api.netease.im\r\n', '');
  expect(await exchange(place.url, bytes)).toContain('"code":200');
});

test('CurTime in milliseconds is a header failure', async () => {
  const place = await scene();
  const body = formOf(place);
  const headers = { ...signedHeaders(place.app, { curTime: String(Date.now()) }), ...closing(body) };
  const answer = await exchange(place.url, actionBytes(headers, body));
  expect(answer.endsWith('\r\n\r\n{"desc":"bad http header","code":414}')).toBe(true);
});

test('type 0 and a user name as session, as in the vendor’s demo, are a 414', async () => {
  const place = await scene();
  const body = 'session=alice&type=0';
  const headers = { ...signedHeaders(place.app), ...closing(body) };
  const answer = await exchange(place.url, actionBytes(headers, body, 'queryBySession'));
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toContain('{"code":414,"msg":"bad param \'session\'"}');
});

test('a callee list of a conference client is a bad parameter of a call', async () => {
  const place = await scene();
  for (const callee of ['%5B%2213900000002%22%5D', "['13700000000',%20'13800000000']"]) {
    const body = formOf(place, callee);
    const headers = { ...signedHeaders(place.app), ...closing(body) };
    const answer = await exchange(place.url, actionBytes(headers, body));
    expect(answer).toContain('{"code":414,"msg":"bad param \'callee\'"}');
  }
});

test.each([
  ['percent-encoded JSON', '%5B%2213900000002%22%2C%22057186778825%22%5D'],
  ['JSON as it is', '["13900000002","057186778825"]'],
  ['a list of Python', "['13700000000',%20'13800000000']"],
  ['a list of Python with a plus for its space', '%5B%2713700000000%27%2C+%2713800000000%27%5D'],
  ['a list of Python with its space', "['13700000000', '13800000000']"],
])('the callees of a conference may be %s, in chunks and followed by CRLF', async (_, callee) => {
  const place = await scene();
  const body = `${formOf(place, callee)}&record=true\r\n`;
  const chunks = [body.slice(0, 50), body.slice(50), '']
    .map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`)
    .join('');
  const { AppKey, Nonce, CurTime, CheckSum } = signedHeaders(place.app, { nonce: 'n'.repeat(384) });
  const head =
    `POST /call/ecp/startconf.action HTTP/1.1\r\nHost:api.netease.im\r\nAppkey:${AppKey}\r\nnonce:${Nonce}\r\n` +
    `CURTIME:${CurTime}\r\nChecksum:${CheckSum}\r\nTransfer-Encoding:chunked\r\nConnection:close\r\n\r\n`;
  expect(await exchange(place.url, head + chunks)).toMatch(
    /"code":200,"msg":"success","obj":\{"session":"[0-9a-f-]{36}"\}/,
  );
});

test('bytes that are no list of callees are a bad parameter, and the server lives on', async () => {
  const place = await scene();
  for (const callee of ['%', '%5B%00%5D', '[%22%E0%A4%A', '["13900000002"', '%5B%5D', '\u0000', '"', '13900000002']) {
    const body = formOf(place, callee);
    const headers = { ...signedHeaders(place.app), ...closing(body) };
    const answer = await exchange(place.url, actionBytes(headers, body, 'startconf'));
    expect(answer).toContain('{"code":414,"msg":"bad param \'callee\'"}');
  }
  expect((await fetch(`${place.url}/health`)).status).toBe(200);
});

test('the golden body of a conference is taken', async () => {
  const place = await scene();
  const app = { appKey: 'golden', appSecret: '0123456789abcdef', accid: 'alice' };
  await postJson(`${place.url}/sandbox/apps`, { ...app, callbackUrl: place.customer.url });
  const body = 'callerAcc=alice&caller=13800000001&callee=%5B%2213900000002%22%2C%22057186778825%22%5D&maxDur=60';
  const headers = { ...signedHeaders(app), ...closing(body) };
  expect(await exchange(place.url, actionBytes(headers, body, 'startconf'))).toContain('"code":200');
});

test('a body above 64 KiB is refused, and the server lives on', async () => {
  const place = await scene();
  const body = 'x'.repeat(64 * 1024 + 1);
  const headers = { ...signedHeaders(place.app), 'Content-Length': String(1 << 30) };
  expect(await exchange(place.url, actionBytes(headers, body))).toMatch(/^HTTP\/1\.1 413 [^]*"code":413/);
  expect((await fetch(`${place.url}/health`)).status).toBe(200);
});

test('bytes that are not HTTP and broken connections do no harm', async () => {
  const place = await scene();
  expect(await exchange(place.url, '\x16\x03\x01 no HTTP\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  const socket = connect(Number(new URL(place.url).port), '127.0.0.1');
  socket.write(actionBytes({ ...signedHeaders(place.app), 'Content-Length': '100' }, 'callerAcc='));
  socket.end();
  await once(socket.resume(), 'close');
  expect((await fetch(`${place.url}/health`)).status).toBe(200);
});

test('a connection is kept for the next request', async () => {
  const place = await scene();
  const health = 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n';
  const answer = await exchange(place.url, health + health, /ok[^]*ok/);
  expect(answer.match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
});

test('the answer to a start says nothing but its JSON', async () => {
  const place = await scene();
  const body = formOf(place);
  const headers = { ...signedHeaders(place.app), ...closing(body) };
  const answer = await exchange(place.url, actionBytes(headers, body));
  const json = answer.slice(answer.indexOf('\r\n\r\n') + 4);
  expect(json).toMatch(/^\{"code":200,"msg":"success","obj":\{"session":"[0-9a-f-]{36}"\}\}$/);
});
