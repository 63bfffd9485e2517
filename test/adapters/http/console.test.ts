import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { consoleRouter } from '../../../src/adapters/http/console.ts';
import { notFound } from '../../../src/adapters/http/front.ts';

const PAGE = '<!doctype html><title>console</title>';
const SCRIPT = 'console.log("loaded");';
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

const facts = { sandbox: 'http://127.0.0.1:4001', terms: 'https://www.example.cn/terms' };
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'console-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), PAGE);
  await writeFile(join(folder, 'assets/main-Ab_1.js'), SCRIPT);
  await writeFile(join(folder, 'assets/main-Ab_1.js.br'), brotliCompressSync(SCRIPT));
  await writeFile(join(folder, 'assets/plain-Ab_2.js'), SCRIPT);
  const router = consoleRouter(folder, facts);
  if (router === null) throw new Error('There is no console.');
  server = express().use(router).use(notFound).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

function get(path: string, headers: Record<string, string> = BROWSER): Promise<Response> {
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers });
}

it('gives a browser its page at every address of a page, and has it asked for anew each time', async () => {
  for (const path of ['/', '/sign-up', '/calls/1f0c']) {
    const response = await get(path);
    expect([response.status, response.headers.get('cache-control'), await response.text()]).toEqual([
      200,
      'no-cache',
      PAGE,
    ]);
  }
});

it('gives its page to no program, and in the place of no file', async () => {
  expect((await get('/sign-up', { accept: '*/*' })).status).toBe(404);
  expect((await get('/sign-up', { accept: 'application/json' })).status).toBe(404);
  for (const path of ['/assets/old-Ab_0.js', '/robots.txt', '/assets/..%2f..%2fpackage.json']) {
    expect([path, (await get(path)).ok]).toEqual([path, false]);
  }
});

it('lets what has a hash in its name be kept for ever, compressed for who takes that', async () => {
  for (const [path, encoding] of [
    ['/assets/main-Ab_1.js', 'br'],
    ['/assets/plain-Ab_2.js', null],
  ] as const) {
    const response = await get(path, { 'accept-encoding': 'br, gzip' });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await response.text()).toBe(SCRIPT);
  }
  const plain = await get('/assets/main-Ab_1.js', { 'accept-encoding': 'identity' });
  expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, SCRIPT]);
});

it('tells the page where the sandbox and the terms of service are', async () => {
  expect(await (await get('/console.json')).json()).toEqual(facts);
});

it('is not there where it was not built', () => {
  expect(consoleRouter(join(folder, 'assets'), { sandbox: null, terms: null })).toBeNull();
});
