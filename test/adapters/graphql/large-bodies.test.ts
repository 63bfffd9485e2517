import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const MEBIBYTE = 1024 * 1024;

/** The status with which a body is answered that is sent in these pieces. */
function statusOf(pieces: readonly Buffer[], headers: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(
      `${api.url}/graphql`,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
        asked.destroy();
      },
    );
    let answered = false;
    asked.on('error', (error) => (answered ? undefined : reject(error))).once('response', () => (answered = true));
    for (const piece of pieces) asked.write(piece);
    asked.end();
  });
}

async function withMemory(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  await work();
  return process.memoryUsage.rss() - before;
}

describe('HTTP-5: a body', () => {
  const piece = Buffer.alloc(MEBIBYTE, ' ');

  it('of 100 MB is refused, and kept nowhere', async () => {
    const pieces = Array.from({ length: 100 }, () => piece);
    const send = async (): Promise<void> => {
      expect(await statusOf(pieces)).toBe(413);
    };
    expect(await withMemory(send)).toBeLessThan(100 * MEBIBYTE);
  });

  it('that is small until it is unpacked is refused, and not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(100 * MEBIBYTE, ' '));
    expect(bomb.length).toBeLessThan(100 * 1024 + 10_000);
    const send = async (): Promise<void> => {
      for (let times = 0; times < 10; times++) expect(await statusOf([bomb], { 'content-encoding': 'gzip' })).toBe(413);
    };
    expect(await withMemory(send)).toBeLessThan(100 * MEBIBYTE);
  });

  it('of brackets alone is refused without a word of where', async () => {
    const deep = Buffer.from(`{"query":"{ __typename }","variables":${'['.repeat(45_000)}${']'.repeat(45_000)}}`);
    expect(await statusOf([deep])).toBe(400);
    const inside = Buffer.from(
      `{"query":"{ __typename }","variables":{"a":${'['.repeat(45_000)}${']'.repeat(45_000)}}}`,
    );
    expect(await statusOf([inside])).toBeLessThan(500);
  });
});
