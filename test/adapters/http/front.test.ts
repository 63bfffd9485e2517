import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, it } from 'vitest';
import { frontRouter, notFound } from '../../../src/adapters/http/front.ts';

let server: Server | null = null;

afterEach(() => {
  server?.close();
});

async function get(path: string, explorer: boolean): Promise<Response> {
  const listening = express().use(frontRouter(explorer)).use(notFound).listen(0, '127.0.0.1');
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
