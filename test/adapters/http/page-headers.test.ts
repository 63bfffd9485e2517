import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, it, onTestFinished } from 'vitest';
import { pageHeaders } from '../../../src/adapters/http/page-headers.ts';

async function headersOf(publicUrl: string): Promise<Headers> {
  const app = express().use(pageHeaders(publicUrl));
  app.get('/', (_request, response) => void response.type('html').send('<!doctype html>'));
  const server = createServer(app);
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { headers } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return headers;
}

it('A page runs scripts of its own origin alone, none of them inline, and stands in no other page', async () => {
  const headers = await headersOf('https://calls.example.cn');
  const policy = headers.get('content-security-policy') ?? '';
  const directives = new Map(policy.split(';').map((one) => one.trim().split(/ (.*)/) as [string, string]));
  expect(directives.get('default-src')).toBe("'none'");
  expect(directives.get('script-src')).toBe("'self'");
  expect(directives.get('connect-src')).toBe("'self'");
  for (const name of ['base-uri', 'frame-ancestors']) expect(directives.get(name)).toBe("'none'");
  expect(policy).not.toMatch(/unsafe-eval|upgrade-insecure|\*|https:/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
  expect(headers.get('referrer-policy')).toBe('same-origin');
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
});

it('A service that is reached over HTTPS asks browsers to come by nothing else, for its own host', async () => {
  const told = (await headersOf('https://calls.example.cn')).get('strict-transport-security');
  expect(told).toMatch(/^max-age=\d{8,}$/);
  expect((await headersOf('http://127.0.0.1:4000')).get('strict-transport-security')).toBeNull();
});
