import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figure } from '../../support/figures.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import { Browser, openSocket } from './browser.ts';
import type { Customer } from './customer.ts';
import { customerOf, password } from './customer.ts';
import { own, ownConsole, resembling } from './origins.ts';

/** Of origins over real HTTP and real handshakes, beside those that are judged without. */
const ORIGINS = figure(60, 1000);

let api: Api;
let owner: Customer;
let browser: Browser;
/** How often it was asked whose a token is. */
let lookedUp = 0;
beforeAll(async () => {
  api = await startApi({
    allowedOrigins: [ownConsole],
    change: ({ authenticate }) => ({
      authenticate: (token) => {
        lookedUp += 1;
        return authenticate(token);
      },
    }),
  });
  owner = await customerOf(api);
  browser = new Browser(api);
  await browser.signIn(owner.email, password);
});
afterAll(() => api.stop());

const query = '{ me { email } }';

interface Sent {
  readonly method?: 'GET' | 'POST';
  readonly type?: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

async function send({ method = 'POST', type = 'application/json', headers }: Sent): Promise<Response> {
  const search = method === 'GET' ? `?query=${encodeURIComponent(query)}` : '';
  const body = method === 'GET' ? null : Buffer.from(JSON.stringify({ query }));
  const named = { ...headers, ...(type !== null && { 'content-type': type }) };
  return fetch(`${api.url}/graphql${search}`, { method, body, headers: named });
}

/** The code with which it was refused, or whose it was. */
async function outcomeOf(sent: Sent): Promise<string> {
  const response = await send(sent);
  type Answer = { data?: { me: { email: string } | null }; errors?: { extensions: { code: string } }[] };
  const { data, errors } = (await response.json()) as Answer;
  return errors?.[0]?.extensions.code ?? String(data?.me?.email);
}

const origins = [
  null,
  own,
  ownConsole,
  'null',
  'https://evil.example',
  `${own}.evil.example`,
  'http://calls.example.cn',
];
const types = [null, 'application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON', 'application/jsonp'];
const simple = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'];
const credentials = ['COOKIE', 'BEARER', 'BOTH', 'NONE'] as const;

/** The rule as the documentation tells it, in other words than the code. */
function isTaken(origin: string | null, type: string | null, credential: string): boolean {
  const isJson = type?.toLowerCase().startsWith('application/json') === true && type !== 'application/jsonp';
  const isOurs = origin === own || origin === ownConsole;
  return credential !== 'NONE' && isJson && (credential !== 'COOKIE' || isOurs);
}

describe('HTTP-8: a request', () => {
  it.each(credentials)(
    'with %s as its credential is executed by no other origin, method and content type',
    async (one) => {
      const credential = {
        ...((one === 'COOKIE' || one === 'BOTH') && { cookie: browser.cookie }),
        ...((one === 'BEARER' || one === 'BOTH') && { authorization: `Bearer ${owner.token}` }),
      };
      for (const origin of origins)
        for (const method of ['GET', 'POST'] as const)
          for (const type of [...types, ...simple]) {
            const headers = { ...credential, ...(origin !== null && { origin }) };
            const outcome = await outcomeOf({ method, type, headers });
            const about = `${origin} ${method} ${type}: ${outcome}`;
            expect(outcome === owner.email, about).toBe(isTaken(origin, type, one));
            const isForeign = one === 'COOKIE' && origin !== own && origin !== ownConsole;
            if (isForeign) expect(outcome, about).toBe('ORIGIN_NOT_ALLOWED');
          }
    },
  );

  it('by cookie is refused with a status and a code that tell why', async () => {
    const { cookie } = browser;
    const foreign = await send({ headers: { cookie, origin: 'https://evil.example' } });
    expect([foreign.status, await foreign.json()]).toMatchObject([
      403,
      { errors: [{ extensions: { code: 'ORIGIN_NOT_ALLOWED' } }] },
    ]);
    const form = await send({ type: 'text/plain', headers: { cookie, origin: own } });
    expect([form.status, await form.json()]).toMatchObject([
      415,
      { errors: [{ extensions: { code: 'JSON_REQUIRED' } }] },
    ]);
  });

  it('by a refresh cookie alone, or by one that is worth nothing, is refused as well', async () => {
    const refresh = browser.cookie.split('; ').find((one) => one.includes('refresh'))!;
    for (const cookie of [refresh, '__Host-zhuanxian_access=x', `a=b; ${refresh}; c`])
      expect(await outcomeOf({ headers: { cookie } })).toBe('ORIGIN_NOT_ALLOWED');
    for (const cookie of ['a=b', 'zhuanxian_access=x', '__Host-zhuanxian_access=', ';;='])
      expect(await outcomeOf({ headers: { cookie } })).toBe('UNAUTHENTICATED');
  });

  it.each([
    ['GET', 'same-origin', true],
    ['GET', 'same-site', false],
    ['GET', 'cross-site', false],
    ['GET', 'none', false],
    ['GET', undefined, false],
    ['POST', 'same-origin', false],
  ] as const)(
    'by cookie without an origin, %s that its browser calls %s, is taken: %s',
    async (method, site, taken) => {
      const headers = { cookie: browser.cookie, ...(site !== undefined && { 'sec-fetch-site': site }) };
      const outcome = await outcomeOf({ method, headers });
      expect(outcome).toBe(taken ? owner.email : 'ORIGIN_NOT_ALLOWED');
    },
  );

  it('that is refused costs the database nothing', async () => {
    const before = lookedUp;
    const headers = { cookie: browser.cookie, origin: 'https://evil.example' };
    expect(await outcomeOf({ headers })).toBe('ORIGIN_NOT_ALLOWED');
    expect(lookedUp).toBe(before);
  });
});

describe(`HTTP-8, WS-11: among ${ORIGINS} origins that resemble allowed ones`, () => {
  const asHeaders = resembling.filter((origin) => origin === origin.trim() && origin !== '');

  it('none is taken with a cookie over HTTP, nor at a handshake, and those that are named are', async () => {
    const drawn = fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(own, ownConsole) },
      { weight: 9, arbitrary: asHeaders },
    );
    const judged = fc.asyncProperty(drawn, async (origin) => {
      const isOurs = origin === own || origin === ownConsole;
      const headers = { cookie: browser.cookie, origin };
      expect(await outcomeOf({ headers })).toBe(isOurs ? owner.email : 'ORIGIN_NOT_ALLOWED');
      const socket = await openSocket(api, headers);
      expect(socket.refused).toBe(isOurs ? null : 403);
      if (!isOurs) return;
      await socket.hears('connection_ack');
      await socket.leave();
    });
    await fc.assert(judged, { numRuns: ORIGINS });
  }, 300_000);
});

describe('A page of', () => {
  const preflight = (origin: string): Promise<Response> =>
    fetch(`${api.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });

  it.each([own, ownConsole])('%s has leave to ask with cookies, and to read the answer', async (origin) => {
    const leave = await preflight(origin);
    expect(leave.status).toBe(204);
    expect(leave.headers.get('access-control-allow-methods')).toBe('GET,POST');
    expect(leave.headers.get('access-control-allow-headers')).toContain('content-type');
    const answer = await send({ headers: { cookie: browser.cookie, origin } });
    for (const { headers } of [leave, answer]) {
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('access-control-allow-credentials')).toBe('true');
      expect(headers.get('vary')?.toLowerCase()).toContain('origin');
    }
    expect(answer.headers.get('access-control-expose-headers')).toContain('retry-after');
  });

  it.each(['https://evil.example', 'null', `${own}.evil.example`])('%s is told nothing', async (origin) => {
    const leave = await preflight(origin);
    expect(leave.status).toBe(405);
    const bearer = await send({ headers: { authorization: `Bearer ${owner.token}`, origin } });
    for (const { headers } of [leave, bearer]) {
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
      expect(headers.get('vary')?.toLowerCase()).toContain('origin');
    }
  });
});
