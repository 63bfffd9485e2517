import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from './api.ts';
import { startApi } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi({ explorer: true });
});
afterAll(() => api.stop());

const query = JSON.stringify({ query: '{ __typename }' });

describe('A request', () => {
  it('is answered with its id: its own where that is harmless, else a new one', async () => {
    const idOf = async (given: string): Promise<string | null> =>
      (await api.post(query, { 'x-request-id': given })).headers.get('x-request-id');
    expect(await idOf('my-request_1')).toBe('my-request_1');
    for (const given of ['x'.repeat(65), 'a b', 'a"b', '']) expect(await idOf(given)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['a body of more than 100 KiB', JSON.stringify({ query: `{ __typename } #${'x'.repeat(100 * 1024)}` }), 413],
    ['broken JSON', '{"query":', 400],
    ['a number', '5', 400],
    ['an empty body', '', 400],
    ['no query', '{}', 400],
    ['a query that is no text', '{"query":5}', 400],
    ['variables that are no object', '{"query":"{ __typename }","variables":[1]}', 400],
    ['a batch', `[${query},${query}]`, 400],
    ['an operation that is not named', '{"query":"{ __typename }","operationName":5}', 400],
  ])('with %s is refused', async (_what, body, status) => {
    const answer = await api.post(body);
    expect(answer.status).toBe(status);
    expect(answer.errors[0]?.message).not.toBe('');
    expect(answer.errors[0]?.extensions.code).toMatch(/^(BAD_REQUEST|PAYLOAD_TOO_LARGE)$/);
    expect(answer.headers.get('x-request-id')).not.toBeNull();
  });

  it.each([
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'application/json; charset=klingon' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-encoding': 'brainfuck' },
    { 'content-encoding': 'gzip' },
  ])('with %j is refused', async (headers) => {
    const answer = await api.post(query, headers);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  it('that is not UTF-8 is refused', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = Buffer.concat([Buffer.from('{"query":"{ __typename #'), Buffer.from([0xff]), Buffer.from('"}')]);
    expect((await fetch(`${api.url}/graphql`, { method: 'POST', headers, body })).status).toBe(400);
  });

  it('by another method than GET and POST is refused', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']) {
      const response = await fetch(`${api.url}/graphql?query={__typename}`, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
    }
  });

  it('is nobody else’s to keep', async () => {
    expect((await api.post(query)).headers.get('cache-control')).toBe('no-store');
  });

  it('gets 200 for an operation that is refused only where it does not know the newer media type', async () => {
    const statusFor = async (accept: string, body: object): Promise<number> =>
      (await api.post(JSON.stringify(body), { accept })).status;
    for (const body of [{ query: '{' }, { query: '{ nothing }' }, { query: '{ call(id: $id) { id } }' }]) {
      expect(await statusFor('application/json', body)).toBe(200);
      expect(await statusFor('application/graphql-response+json, application/json;q=0.9', body)).toBe(400);
      expect(await statusFor('*/*', body)).toBe(200);
    }
    expect(await statusFor('application/json', { query: 5 })).toBe(400);
    expect(await statusFor('application/json', {})).toBe(400);
  });

  it('with a body of another length than it says does not disturb the next', async () => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{');
    socket.destroy();
    expect((await api.post(query)).errors).toEqual([]);
  });
});

describe('The explorer', () => {
  it('is where a browser is led, and comes whole from this service', async () => {
    const led = await fetch(`${api.url}/graphql`, { headers: { accept: 'text/html,*/*;q=0.8' }, redirect: 'manual' });
    expect([led.status, led.headers.get('location')]).toEqual([302, '/explorer']);
    const page = await fetch(`${api.url}/explorer`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const html = await page.text();
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file!);
    expect(files.length).toBeGreaterThan(5);
    for (const file of files.filter((name) => name !== '/explorer/')) {
      const url = new URL(file, `${api.url}/explorer/`);
      expect(url.origin).toBe(api.url);
      expect([file, (await fetch(url, { method: 'HEAD' })).status]).toEqual([file, 200]);
    }
  });

  it('opens with a way from registration to a call, and sends the token with subscriptions too', async () => {
    const html = await (await fetch(`${api.url}/explorer`)).text();
    for (const name of ['requestCode', 'registerAccount', 'signIn', 'createApp', 'topUp', 'startCall', 'callUpdated'])
      expect(html).toContain(`${name}(`);
    expect(html).toMatch(/initialHeaders: \{\s+Authorization: `Bearer \{\{token\}\}`/);
    expect(html).toMatch(/initialSubscriptionsPayload: \{\s+authorization: `Bearer \{\{token\}\}`/);
  });

  it('is not there when it is off', async () => {
    const without = await startApi();
    expect((await fetch(`${without.url}/explorer`)).status).toBe(404);
    expect((await fetch(`${without.url}/graphql`, { headers: { accept: 'text/html' } })).status).toBe(400);
    await without.stop();
  });
});
