import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, it } from 'vitest';
import { downloadsRouter } from '../../../src/adapters/http/downloads.ts';
import type { DownloadAnswer } from '../../../src/application/downloads/download.ts';
import { ServiceBusy } from '../../../src/application/ports/service-busy.ts';
import * as a from '../../support/a.ts';

let close = (): void => undefined;
afterEach(() => close());

type Answering = () => Promise<DownloadAnswer>;

async function serve(answer: Answering, more: { most?: { perAccount: number; all: number } } = {}): Promise<string> {
  const app = express().use(downloadsRouter({ download: answer, log: () => undefined, ...more }));
  const server = app.listen(0, '127.0.0.1');
  close = () => {
    server.close();
    server.closeAllConnections();
  };
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/downloads/a/b/c/d?expires=1&signature=x`;
}

function file(pieces: AsyncIterable<string>): DownloadAnswer {
  const download = {
    kind: 'ledger.csv' as const,
    account: a.accountId,
    subject: '',
    fileName: '流水.csv',
    expires: a.noon,
  };
  return { kind: 'FILE', download, contentType: 'text/csv; charset=utf-8', pieces };
}

// eslint-disable-next-line @typescript-eslint/require-await -- a source that is asked piece by piece
async function* some(...pieces: string[]): AsyncGenerator<string> {
  yield* pieces;
}

it('sends a file under its own name, for nobody to keep or to guess at', async () => {
  const response = await fetch(await serve(() => Promise.resolve(file(some('\uFEFFa\r\n', '专线\r\n')))));
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toContain(`filename*=UTF-8''%E6%B5%81%E6%B0%B4.csv`);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(Buffer.from(await response.arrayBuffer()).toString()).toBe('\uFEFFa\r\n专线\r\n');
});

it('tells the name alone to who asks for no more', async () => {
  let read = false;
  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  async function* watched(): AsyncGenerator<string> {
    read = true;
    yield 'a';
  }
  const response = await fetch(await serve(() => Promise.resolve(file(watched()))), { method: 'HEAD' });
  expect([response.status, await response.text(), read]).toEqual([200, '', false]);
});

it.each([
  ['FORGED', 403],
  ['EXPIRED', 410],
  ['ABSENT', 404],
] as const)('says of a link that is %s: %i, and why', async (kind, status) => {
  const response = await fetch(await serve(() => Promise.resolve({ kind })));
  expect([response.status, await response.json()]).toMatchObject([status, { code: kind }]);
});

it('says when the service is busy', async () => {
  const response = await fetch(await serve(() => Promise.reject(new ServiceBusy())));
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '60']);
});

it('cuts off what fails halfway, so that nobody takes it for whole', async () => {
  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  async function* broken(): AsyncGenerator<string> {
    yield 'first line\r\n';
    throw new Error('The database went away.');
  }
  const response = await fetch(await serve(() => Promise.resolve(file(broken()))));
  await expect(response.text()).rejects.toThrow();
});

it('reads no faster than it is read, and lets a few in at a time', async () => {
  let made = 0;
  async function* endless(): AsyncGenerator<string> {
    for (; ; made++) yield await Promise.resolve('x'.repeat(64 * 1024));
  }
  const url = new URL(await serve(() => Promise.resolve(file(endless())), { most: { perAccount: 1, all: 1 } }));
  const socket = connect(Number(url.port), url.hostname);
  socket.write(`GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: x\r\n\r\n`);
  await new Promise((resolve) => socket.once('readable', resolve));
  const second = await fetch(url);
  expect(second.status).toBe(429);
  // The system's buffers take some; what is not read is not made.
  const settled = async (): Promise<number> => {
    for (let before = -1; before !== made;) {
      before = made;
      await fetch(url);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return made;
  };
  expect(await settled()).toBeLessThan(500);
  socket.destroy();
  await expect.poll(async () => (await fetch(url, { method: 'HEAD' })).status).toBe(200);
});
