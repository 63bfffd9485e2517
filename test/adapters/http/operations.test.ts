import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { operationsRouter } from '../../../src/adapters/http/operations.ts';

let server: Server | null = null;

afterEach(() => {
  server?.close();
});

async function get(path: string, database: () => Promise<boolean>, isStopping = false): Promise<[number, unknown]> {
  const readiness = { database, gateway: () => Promise.resolve(true) };
  const figures = { contentType: 'text/plain', text: () => Promise.resolve('counted 1') };
  const listening = express()
    .use(operationsRouter(readiness, figures, () => isStopping))
    .listen(0, '127.0.0.1');
  server = listening;
  await new Promise((resolve) => listening.once('listening', resolve));
  const response = await fetch(`http://127.0.0.1:${(listening.address() as AddressInfo).port}${path}`);
  const text = await response.text();
  return [response.status, text.startsWith('{') ? JSON.parse(text) : text];
}

const yes = (): Promise<boolean> => Promise.resolve(true);

describe('The operations endpoints', () => {
  it('say that the process is alive, whatever else is down', async () => {
    expect(await get('/health', () => Promise.resolve(false))).toEqual([200, { status: 'alive' }]);
  });

  it('tell the figures of this replica', async () => {
    expect(await get('/metrics', yes)).toEqual([200, 'counted 1']);
  });

  it('say that it is ready when everything answers', async () => {
    expect(await get('/ready', yes)).toEqual([
      200,
      { status: 'ready', database: true, gateway: true, stopping: false },
    ]);
  });

  it.each([
    ['says no', () => Promise.resolve(false)],
    ['fails', () => Promise.reject(new Error('down'))],
    ['is silent', () => new Promise<boolean>(() => undefined)],
  ])('name the database when it %s', async (_how, database) => {
    expect(await get('/ready', database)).toEqual([
      503,
      expect.objectContaining({ status: 'not ready', database: false }),
    ]);
  });

  it('take a replica that is stopping out of the traffic', async () => {
    expect(await get('/ready', yes, true)).toEqual([503, expect.objectContaining({ stopping: true })]);
  });
});
