import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf } from './customer.ts';
import { TestSocket } from './socket.ts';

let api: Api;
let owner: Customer;
let socket: TestSocket;

beforeAll(async () => {
  api = await startApi({ production: true });
  owner = await customerOf(api);
  socket = await TestSocket.connected(api, owner.token);
});
afterAll(async () => {
  await socket.leave();
  await api.stop();
});

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

interface Sent {
  readonly method?: string;
  readonly search?: string;
  readonly type?: string;
  readonly body?: string;
  readonly accept?: string;
  readonly origin?: string;
}

async function send({ method = 'GET', search = '', type, body, accept, origin }: Sent): Promise<Response> {
  const headers = {
    authorization: `Bearer ${owner.token}`,
    ...(type !== undefined && { 'content-type': type }),
    ...(accept !== undefined && { accept }),
    ...(origin !== undefined && { origin }),
  };
  // fetch itself would say what a text is.
  const bytes = body === undefined ? null : Buffer.from(body);
  return fetch(`${api.url}/graphql${search}`, { method, headers, body: bytes, redirect: 'manual' });
}

async function overHttp(query: string): Promise<string> {
  const answer = await send({ method: 'POST', type: 'application/json', body: JSON.stringify({ query }) });
  return answer.text();
}

async function overSocket(query: string): Promise<string> {
  return JSON.stringify(await socket.subscribe(query).fails());
}

const circular = `{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }`;

/** What a scanner asks for, and what would show that it has found something. */
const probes: readonly (readonly [string, string, (answer: string) => boolean])[] = [
  [
    'alias overloading',
    `{ ${times(101, (index) => `alias${index}: __typename`)} }`,
    (answer) => answer.includes('"data"'),
  ],
  ['field duplication', `query cop { ${times(500, () => '__typename')} }`, (answer) => answer.includes('"data"')],
  ['directive overloading', `query cop { __typename ${'@aa'.repeat(10)} }`, (answer) => errorsIn(answer) > 5],
  [
    'introspection',
    'query cop { __schema { types { name fields { name } } } }',
    (answer) => answer.includes('"types"'),
  ],
  ['circular introspection', circular, (answer) => answer.includes('"types"')],
  ['introspection of a type', '{ __type(name: "Account") { name } }', (answer) => answer.includes('"name":"Account"')],
  [
    'field suggestions',
    'query cop { __schema { directive } accoun { id } }',
    (answer) => answer.includes('Did you mean'),
  ],
  ['unhandled errors', 'qwerty cop { abc }', (answer) => /exception|stacktrace|node_modules/i.test(answer)],
  ['tracing', 'query cop { __typename }', (answer) => answer.includes('tracing')],
];

function errorsIn(answer: string): number {
  const parsed = JSON.parse(answer) as { errors?: unknown[] } | unknown[];
  return (Array.isArray(parsed) ? parsed : (parsed.errors ?? [])).length;
}

describe('HTTP-4, HTTP-7: in production a scanner', () => {
  it.each(probes)('finds no %s, over HTTP', async (_what, query, isFinding) => {
    expect(isFinding(await overHttp(query))).toBe(false);
  });

  it.each(probes)('finds no %s, over WebSocket', async (_what, query, isFinding) => {
    expect(isFinding(await overSocket(query))).toBe(false);
    const subscription = query.replace(/^(query cop )?\{/, 'subscription { accountUpdated { version }');
    expect(isFinding(await overSocket(`${subscription} query cop { __typename }`))).toBe(false);
  });

  it.each([
    ['two', '[{"query":"{ __typename }"},{"query":"{ __typename }"}]'],
    ['ten', `[${times(10, () => '{"query":"query cop { __typename }"}').replaceAll('} {', '},{')}]`],
    ['one', '[{"query":"{ __typename }"}]'],
    ['none', '[]'],
  ])('finds no batching of %s', async (_count, body) => {
    const answer = await send({ method: 'POST', type: 'application/json', body });
    expect([answer.status, (await answer.text()).includes('"data"')]).toEqual([400, false]);
  });

  it('finds neither persisted queries nor any that it could store', async () => {
    const sha256Hash = 'ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38';
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    for (const body of [{ extensions }, { query: '{ __typename }', extensions }]) {
      const answer = await api.post(JSON.stringify(body));
      expect(answer.errors).toMatchObject([{ extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }]);
      expect(answer.data).toBeUndefined();
    }
  });

  it('finds no explorer', async () => {
    for (const path of ['/', '/explorer', '/graphql', '/graphiql', '/playground', '/console', '/altair']) {
      const answer = await fetch(api.url + path, { headers: { accept: 'text/html' }, redirect: 'manual' });
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true]);
      expect(await answer.text()).not.toMatch(/<script|graphiql\.|playground-react|altair-/i);
    }
  });
});

const contentTypes = [
  undefined,
  '',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'text/plain; charset=utf-8',
  'text/plain;application/json',
  'TEXT/PLAIN',
  'text/html',
  'application/graphql',
  'application/xml',
  'application/octet-stream',
  'nonsense',
];
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const origins = [undefined, 'https://evil.example', 'null'];

describe('HTTP-8: an operation that a page of another origin can have a browser send', () => {
  const query = 'mutation Forged { signOut(input: {}) { __typename } }';
  const read = 'query Forged { account { id } }';
  const bodies = [JSON.stringify({ query }), `query=${encodeURIComponent(query)}`, query];

  it('is executed by no content type, method and origin', async () => {
    const before = api.logged.length;
    for (const type of contentTypes)
      for (const method of methods)
        for (const origin of origins)
          for (const body of ['GET', 'HEAD'].includes(method) ? [undefined] : bodies) {
            const search = `?query=${encodeURIComponent(method === 'GET' ? read : query)}`;
            const answer = await send({
              method,
              search,
              ...(type !== undefined && { type }),
              ...(body !== undefined && { body }),
              ...(origin !== undefined && { origin }),
            });
            expect([type, method, origin, answer.status >= 400 && answer.status < 500]).toEqual([
              type,
              method,
              origin,
              true,
            ]);
            expect(await answer.text()).not.toContain('"data"');
          }
    const executed = api.logged.slice(before).filter(({ fields }) => fields['outcomes']?.toString() === 'OK');
    expect(executed).toEqual([]);
    expect((await api.ask('{ me { email } }', {}, owner.token)).errors).toEqual([]);
  });

  it('is no mutation over GET, even where its browser was asked', async () => {
    const headers = { 'apollo-require-preflight': 'true', authorization: `Bearer ${owner.token}` };
    const answer = await fetch(`${api.url}/graphql?query=${encodeURIComponent(query)}`, { headers });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await api.ask('{ me { email } }', {}, owner.token)).errors).toEqual([]);
    const asked = await fetch(`${api.url}/graphql?query=${encodeURIComponent(read)}`, { headers });
    expect(await asked.json()).toMatchObject({ data: { account: { id: owner.account } } });
  });
});
