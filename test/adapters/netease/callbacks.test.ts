import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { callbackCheckSum } from '../../../src/adapters/netease/signature.ts';
import type { ReceivedCallback } from '../../../src/application/receive-callback.ts';
import { callbackKey, goldenApp, openDoor, post } from './callback-door.ts';
import { appSecret, callCallback, headersOf } from './golden.ts';

const headers = headersOf(callCallback);

function signed(body: string): string[] {
  const md5 = createHash('md5').update(body).digest('hex');
  const curTime = '1451577675000';
  return ['CurTime', curTime, 'MD5', md5, 'CheckSum', callbackCheckSum(appSecret, md5, curTime)];
}

describe('The callback address', () => {
  it('hands an authentic report in, with its app, its bytes, their digest and when they were signed', async () => {
    const door = await openDoor();
    expect(await post(door.url, callCallback.body, headers)).toEqual({ status: 200, body: '{"code":200}' });
    const bodyHash = createHash('sha256').update(callCallback.body).digest('hex');
    const report = expect.objectContaining({ talkSeconds: 61, source: 'CALLBACK' }) as ReceivedCallback['report'];
    const signedAt = new Date(1451577675000);
    const body = Buffer.from(callCallback.body);
    expect(door.received).toEqual([{ app: goldenApp, signedAt, bodyHash, body, report }]);
  });

  it('takes any content type, and a body in chunks', async () => {
    const door = await openDoor();
    const more = ['Content-Type', 'text/plain', 'Transfer-Encoding', 'chunked', 'Content-Encoding', 'identity'];
    expect(await post(door.url, callCallback.body, [...headers, ...more])).toMatchObject({ status: 200 });
    expect(door.received).toHaveLength(1);
    expect([...door.counts]).toEqual([['callback STORED', 1]]);
  });

  it.each(['', '  \r\n', '{}', ' {}\n'])('answers 200 to the address check %j, without effect', async (body) => {
    const door = await openDoor();
    expect(await post(door.url, body, [])).toMatchObject({ status: 200 });
    expect(door.received).toEqual([]);
  });

  it('refuses what is forged without a word why, and nothing comes through', async () => {
    const door = await openDoor();
    const forgeries = [
      [callCallback.body.replace('61', '60'), headers],
      [callCallback.body, headers.slice(0, -2)],
      [callCallback.body, [...headers, 'MD5', callCallback.md5]],
      [callCallback.body, headers.with(1, 'another-app')],
      [callCallback.body, []],
    ] as const;
    for (const [body, sent] of forgeries) {
      expect(await post(door.url, body, sent)).toEqual({ status: 401, body: '{"code":401}' });
    }
    expect(door.received).toEqual([]);
    expect([...door.counts]).toEqual([['callback FORGED', forgeries.length]]);
    expect(new Set(door.logged)).toEqual(new Set(['["warn","forged callback refused",{"app":"app-1"}]']));
  });

  it.each([
    '{"eventType":"10","callback":"{}"}',
    '{"type":"CALL","callback":"{}"}',
    '{"eventType":"10","callback":"{\\"durationSec\\":1e308}"}',
    '[]',
    'not JSON',
    'NUL \0 and \ud800',
  ])('keeps what is authentic and not understood: %j', async (body) => {
    const door = await openDoor();
    const sent = Buffer.from(body).toString();
    expect(await post(door.url, sent, signed(sent))).toMatchObject({ status: 200 });
    expect(door.received).toMatchObject([{ report: null, body: Buffer.from(sent) }]);
  });

  it('answers only when the callback is durable', async () => {
    let keep: () => void = () => undefined;
    const kept = new Promise<void>((resolve) => (keep = resolve));
    let answered = false;
    let came = false;
    const door = await openDoor({ receive: () => ((came = true), kept) });
    const answer = post(door.url, callCallback.body, headers).finally(() => (answered = true));
    await vi.waitUntil(() => came);
    expect(answered).toBe(false);
    keep();
    expect(await answer).toMatchObject({ status: 200 });
  });

  it('answers 503 when it cannot be kept, so that it comes again', async () => {
    const fails = (): Promise<never> => Promise.reject(new Error('the database is down'));
    for (const overrides of [{ receive: fails }, { appByKey: fails }]) {
      const door = await openDoor(overrides);
      expect(await post(door.url, callCallback.body, headers)).toEqual({ status: 503, body: '{"code":503}' });
      expect(door.logged.join()).toContain('the database is down');
    }
  });

  it('is one per app: other keys, paths and methods lead nowhere', async () => {
    const door = await openDoor();
    const at = (path: string): string => new URL(path, door.url).href;
    expect(await post(at('another-key'), callCallback.body, headers)).toEqual({ status: 404, body: '{"code":404}' });
    expect(await post(at('%E0%A4%A'), callCallback.body, headers)).toMatchObject({ status: 404 });
    expect(await post(at(`${callbackKey}/more`), callCallback.body, headers)).toMatchObject({ status: 404 });
    expect((await fetch(door.url)).status).toBe(404);
    expect(door.received).toEqual([]);
  });

  it('refuses an encoded body', async () => {
    const door = await openDoor();
    const encoded = await post(door.url, callCallback.body, [...headers, 'Content-Encoding', 'gzip']);
    expect(encoded).toEqual({ status: 415, body: '{"code":415}' });
    expect(door.received).toEqual([]);
  });

  it('takes 64 KiB and refuses more, however much', async () => {
    const door = await openDoor();
    const whole = 'x'.repeat(65_536);
    expect(await post(door.url, whole, signed(whole))).toMatchObject({ status: 200 });
    for (const size of [65_537, 10_000_000]) {
      expect(await post(door.url, 'x'.repeat(size), [])).toEqual({ status: 413, body: '{"code":413}' });
    }
    expect(door.received).toHaveLength(1);
  });

  it('goes on after a client that left in the middle', async () => {
    const door = await openDoor();
    const path = new URL(door.url).pathname;
    const socket = connect(door.port, '127.0.0.1');
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 490\r\n\r\n{"eventType"`, () =>
      socket.resetAndDestroy(),
    );
    await new Promise((resolve) => socket.on('close', resolve));
    expect(await post(door.url, callCallback.body, headers)).toMatchObject({ status: 200 });
    expect(door.received).toHaveLength(1);
  });
});
