import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { forgeries } from '../../../src/adapters/sandbox/faults/fault.ts';
import { eventually } from './callback-receiver.ts';
import { postJson, registeredApp, startedSession, truthOf } from './client.ts';
import { addFault } from './faults-client.ts';
import { receiver, scene, stopAfterEach } from './harness.ts';

stopAfterEach();

const callee = '13800000061';
const delivered = (url: string, session: string): Promise<string> =>
  eventually('the delivery', async () => (await truthOf(url, session)).callback.deliveredAt);

test('a callback is lost', async () => {
  const { url, app, clock, customer } = await scene();
  await addFault(url, { on: 'callback', times: 1, fault: { kind: 'LOST' } });
  const lost = await startedSession(url, app, callee);
  const witness = await startedSession(url, app, callee);
  clock.advance(7 * 86_400);
  await delivered(url, witness);
  expect(customer.received.map(({ report }) => report.session)).toEqual([witness]);
  expect(await truthOf(url, lost)).toMatchObject({ ended: true, told: [], callback: { attempts: 0 } });
});

test('a callback comes late by service seconds', async () => {
  const { url, app, clock } = await scene();
  await addFault(url, { on: 'callback', fault: { kind: 'LATE', seconds: 100 } });
  const session = await startedSession(url, app, callee);
  clock.advance(72 + 99);
  expect(await truthOf(url, session)).toMatchObject({ ended: true, callback: { attempts: 0 } });
  clock.advance(1);
  await delivered(url, session);
});

test('copies are sent in parallel, or with a pause between', async () => {
  const { url, app, clock, customer } = await scene();
  let answer = (): void => undefined;
  customer.answerAfter = new Promise((resolve) => (answer = resolve));
  await addFault(url, { on: 'callback', times: 1, fault: { kind: 'COPIES', copies: 5 } });
  await startedSession(url, app, callee);
  clock.advance(72);
  await eventually('five at once', () => (customer.received.length === 5 ? true : null));
  answer();
  await addFault(url, { on: 'callback', fault: { kind: 'COPIES', copies: 2, everySeconds: 60 } });
  const session = await startedSession(url, app, callee);
  clock.advance(72 + 59);
  await delivered(url, session);
  expect((await truthOf(url, session)).callback.attempts).toBe(1);
  clock.advance(1);
  await eventually('the second', () => (customer.received.length === 7 ? true : null));
});

test('a callback comes before the start’s answer', async () => {
  const { url, app, customer } = await scene();
  await addFault(url, { on: 'callback', fault: { kind: 'EARLY' } });
  const session = await startedSession(url, app, callee);
  expect(customer.received.map(({ report }) => [report.session, report.durationSec])).toEqual([[session, 61]]);
});

test('what lasts over four minutes cannot have been over before it was asked for', async () => {
  const { url, app, customer } = await scene();
  await addFault(url, { on: 'callback', fault: { kind: 'EARLY' } });
  const session = await startedSession(url, app, '13800010295');
  expect(customer.received).toEqual([]);
  expect((await truthOf(url, session)).ended).toBe(false);
});

test('one copy tells another duration than the truth', async () => {
  const { url, app, clock, customer } = await scene();
  await addFault(url, { on: 'callback', fault: { kind: 'COPIES', copies: 2 } });
  await addFault(url, { on: 'callback', times: 1, fault: { kind: 'DURATION', talkSeconds: 17 } });
  const session = await startedSession(url, app, callee);
  clock.advance(72);
  await eventually('both copies', () => (customer.received.length === 2 ? true : null));
  expect(customer.received.map(({ report }) => report.durationSec).sort()).toEqual([17, 61]);
  const told = [17, 61].map((talkSeconds) => ({ source: 'CALLBACK', talkSeconds, times: 1, accepted: 1 }));
  await expect.poll(async () => (await truthOf(url, session)).told).toEqual(expect.arrayContaining(told));
});

test('a stale callback is truly signed, and carries a CurTime of long ago', async () => {
  const { url, app, clock, customer } = await scene();
  await addFault(url, { on: 'callback', fault: { kind: 'STALE', seconds: 86_400 } });
  await startedSession(url, app, callee);
  clock.advance(72);
  const { headers } = await eventually('the callback', () => customer.received[0] ?? null);
  const { md5, curtime, checksum } = headers as Record<string, string>;
  expect(Date.now() - Number(curtime)).toBeGreaterThan(86_399_000);
  expect(createHash('sha1').update(`${app.appSecret}${md5}${curtime}`).digest('hex')).toBe(checksum);
});

test('a callback is signed with the secret before, once the app has another', async () => {
  const { url, app, clock, customer } = await scene();
  await addFault(url, { on: 'callback', fault: { kind: 'REPLACED_SECRET' } });
  const signers = async (count: number): Promise<(string | undefined)[]> => {
    await startedSession(url, app, callee);
    clock.advance(72);
    await eventually('the callback', () => (customer.received.length === count ? true : null));
    const { md5, curtime, checksum } = customer.received[count - 1]!.headers as Record<string, string>;
    return [app.appSecret, 'new'].filter(
      (secret) => createHash('sha1').update(`${secret}${md5}${curtime}`).digest('hex') === checksum,
    );
  };
  expect(await signers(1)).toEqual([app.appSecret]);
  const rotate = { ...app, appSecret: 'new', replacedSecret: app.appSecret, callbackUrl: customer.url };
  await postJson(`${url}/sandbox/apps`, rotate);
  expect(await signers(2)).toEqual([app.appSecret]);
  await fetch(`${url}/sandbox/faults`, { method: 'DELETE' });
  expect(await signers(3)).toEqual(['new']);
});

test('a callback goes to the address of another app', async () => {
  const { url, app, clock, customer } = await scene();
  const stranger = await receiver();
  const { appKey: toAppKey } = await registeredApp(url, stranger.url);
  await addFault(url, { on: 'callback', fault: { kind: 'MISDIRECTED', toAppKey } });
  const session = await startedSession(url, app, callee);
  clock.advance(72);
  await delivered(url, session);
  expect([stranger.received.length, customer.received.length]).toEqual([1, 0]);
});

test('forged callbacks are posted beside the true one, each wrong in its own way', async () => {
  const { url, app, clock } = await scene();
  const posts = await rawAddress();
  await postJson(`${url}/sandbox/apps`, { appKey: app.appKey, callbackUrl: posts.url });
  for (const how of forgeries) await addFault(url, { on: 'callback', fault: { kind: 'FORGED', how } });
  const session = await startedSession(url, app, callee);
  clock.advance(72);
  await delivered(url, session);
  const sound = posts.received.map((post) => {
    const field = (name: string): string => new RegExp(`${name}: (.*)\r\n`).exec(post)?.[1] ?? '';
    const body = Buffer.from(post.slice(post.indexOf('\r\n\r\n') + 4), 'latin1');
    const signed = Buffer.from(app.appSecret + field('MD5') + field('CurTime'), 'latin1');
    return {
      md5: createHash('md5').update(body).digest('hex') === field('MD5'),
      checkSum: createHash('sha1').update(signed).digest('hex') === field('CheckSum'),
      /** As an attacker who knows the secret's length would go on: behind whole blocks of 64 bytes. */
      extended: /\d\x80\0*[^\0]{1,2}9$/.test(field('CurTime')) && (signed.length - 1) % 64 === 0,
      curTime: /^\d{13}$/.test(field('CurTime')),
    };
  });
  expect(sound).toEqual([
    { md5: false, checkSum: true, extended: false, curTime: true },
    { md5: true, checkSum: false, extended: false, curTime: true },
    { md5: false, checkSum: true, extended: false, curTime: true },
    { md5: false, checkSum: true, extended: false, curTime: false },
    { md5: true, checkSum: true, extended: true, curTime: false },
    { md5: true, checkSum: true, extended: false, curTime: true },
  ]);
  expect((await truthOf(url, session)).forged).toEqual({ sent: 5, accepted: 5 });
});

/** Takes whatever is posted, byte by byte, and answers 200. */
async function rawAddress(): Promise<{ url: string; received: string[] }> {
  const received: string[] = [];
  const server = createServer((socket) => {
    let text = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const length = Number(/Content-Length: (\d+)/.exec(text)?.[1] ?? Infinity);
      if (text.length < text.indexOf('\r\n\r\n') + 4 + length) return;
      received.push(text);
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, received };
}
