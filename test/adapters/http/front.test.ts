import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, it } from 'vitest';
import { downloadsRouter } from '../../../src/adapters/http/downloads.ts';
import { answerFailure, frontRouter, notFound } from '../../../src/adapters/http/front.ts';

let server: Server | null = null;

afterEach(() => {
  server?.close();
});

let logged: unknown[][] = [];
const log = (...line: unknown[]): void => void logged.push(line);

async function get(path: string, explorer: boolean): Promise<Response> {
  logged = [];
  const listening = express()
    .use(downloadsRouter({ download: () => Promise.resolve({ kind: 'ABSENT' }), log }))
    .get('/broken', () => {
      throw Object.assign(new Error('of 13800000001'), { status: 503 });
    })
    .get('/halfway', (_request, response) => {
      response.write('half');
      throw new Error('of a kind that nobody thought of');
    })
    .use(frontRouter(explorer))
    .use(notFound)
    .use(answerFailure(log))
    .listen(0, '127.0.0.1');
  server = listening;
  await new Promise((resolve) => listening.once('listening', resolve));
  return fetch(`http://127.0.0.1:${(listening.address() as AddressInfo).port}${path}`, { redirect: 'manual' });
}

it('leads who types the address to the explorer, where there is one', async () => {
  const response = await get('/', true);
  expect([response.status, response.headers.get('location')]).toEqual([302, '/explorer']);
  expect((await get('/', false)).status).toBe(404);
});

it('does not repeat an unknown path, which may hold a secret', async () => {
  const response = await get('/callbacks/netease/secret', true);
  expect([response.status, await response.text()]).toEqual([404, '{"status":"not found"}']);
});

it('says what is wrong with an address that is no text, and repeats nothing of it', async () => {
  const response = await get('/downloads/13800000001%zz', true);
  expect([response.status, await response.text()]).toEqual([400, '{"status":"bad request"}']);
  expect(logged).toEqual([]);
});

it('tells of a failure of ours its number alone, by which it stands in the log', async () => {
  const response = await get('/broken', true);
  const answer = (await response.json()) as { requestId: string };
  expect([response.status, answer]).toEqual([
    500,
    { status: 'internal server error', requestId: expect.stringMatching(/^[\w-]{36}$/) as string },
  ]);
  expect(logged).toMatchObject([
    ['error', 'A request failed unexpectedly.', { requestId: answer.requestId, error: { message: 'of 13800000001' } }],
  ]);
});

it('ends an answer that fails halfway without its end', async () => {
  await expect(get('/halfway', true).then((response) => response.text())).rejects.toThrow();
  expect(logged).toHaveLength(1);
});
