import { parseSetCookie } from 'cookie';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { pauseMs } from '../../examples/after-failure.js';
import type { CallUpdate } from '../../examples/call-updates.js';
import { callUpdates, lineOf } from '../../examples/call-updates.js';
import { CookieLogin } from '../../examples/cookie-login.js';
import { Live } from '../../examples/live.js';
import { Login, LoginEnded } from '../../examples/login.js';
import { DemoClient } from '../../src/demo/client.ts';
import type { Customer } from '../support/customer.ts';
import { openForBusiness, registerCustomer, startCall } from '../support/customer.ts';
import { Proxy } from '../support/proxy.ts';
import type { TestService } from '../support/service.ts';
import { startTestService } from '../support/service.ts';

/** The shortest that the service takes. */
const TOKEN_SECONDS = 10;
/** A conversation of 61 s lasts longer than a token. */
const RATE = 6;

const password = 'a password of some length';

/** A login that counts the tokens of which the service would have no more. */
class CountingLogin {
  readonly refused = new Set<string>();
  constructor(private readonly login: Login) {}
  token(): Promise<string> {
    return this.login.token();
  }
  refuse(token: string): void {
    this.refused.add(token);
    this.login.refuse(token);
  }
}

describe('The example clients', () => {
  let service: TestService;
  let customer: Customer;
  let email: string;

  beforeAll(async () => {
    service = await startTestService(RATE, { ACCESS_TOKEN_SECONDS: String(TOKEN_SECONDS) });
    customer = await registerCustomer(service.url, service.sandboxUrl);
    await openForBusiness(customer);
    const { me } = await customer.client.ask<{ me: { email: string } }>('{ me { email } }');
    email = me.email;
  });
  afterAll(() => service.stop());

  async function placed(callee: string): Promise<string> {
    const login = await Login.signIn(service.url, email, password);
    const client = new DemoClient(service.url, await login.token());
    return (await startCall({ ...customer, client }, callee)).call.id;
  }

  async function watching(url = service.url): Promise<{ live: Live; login: CountingLogin }> {
    const login = new CountingLogin(await Login.signIn(service.url, email, password));
    const live = new Live(url, login, WebSocket);
    onTestFinished(() => live.close());
    return { live, login };
  }

  it('go on with a fresh token where the old one ended, and miss nothing to the end', async () => {
    const { live, login } = await watching();
    const id = await placed('13800000061');
    const updates: CallUpdate[] = [];
    for await (const update of live.watch<CallUpdate>(callUpdates, { id })) updates.push(update);
    expect(login.refused.size).toBeGreaterThan(0);
    expectOnce(updates);
    expect(updates.at(-1)?.call).toMatchObject({ status: 'COMPLETED', charge: '0.24' });
    expect(lineOf(updates.at(-1)!)).toContain('COMPLETED, 0.24 yuan');
  });

  it('go on by cookie too, and never have a token', async () => {
    const { page, cookies } = browserAt(service.url);
    const login = new CookieLogin(service.url, page.fetch);
    await login.signIn(email, password);
    const first = new Map(cookies);
    expect(first.size).toBe(2);
    const live = new Live(service.url, login, page.WebSocket);
    onTestFinished(() => live.close());
    const id = await placed('13800000062');
    const updates: CallUpdate[] = [];
    for await (const update of live.watch<CallUpdate>(callUpdates, { id })) updates.push(update);
    expectOnce(updates);
    expect(updates.at(-1)?.call.status).toBe('COMPLETED');
    expect([...cookies].filter(([name, value]) => first.get(name) === value)).toEqual([]);
    const tokens = [...first.values(), ...cookies.values()];
    for (const text of page.read) expect(tokens.filter((token) => text.includes(token))).toEqual([]);
  });

  it('hear of an end that came while they were cut off, and of nothing that they had heard', async () => {
    const proxy = await Proxy.before(service.url);
    onTestFinished(() => proxy.close());
    const { live } = await watching(proxy.url.replace(/\/$/, ''));
    const id = await placed('13800020002');
    const updates: CallUpdate[] = [];
    for await (const update of live.watch<CallUpdate>(callUpdates, { id })) {
      updates.push(update);
      if (updates.length > 1) continue;
      proxy.cutAt('', 'BEFORE_IT_ARRIVES', Infinity);
      proxy.cutAll();
      await ended(id);
      proxy.cutAt('', 'BEFORE_IT_ARRIVES', 0);
    }
    expectOnce(updates);
    expect(updates.map(({ kind }) => kind)).toEqual(['SNAPSHOT', 'CHANGE']);
    expect(updates.at(-1)?.call.status).toBe('BUSY');
  });

  it('give up at once on what does not exist', async () => {
    const { live } = await watching();
    const updates = live.watch<CallUpdate>(callUpdates, { id: '00000000-0000-4000-8000-000000000000' });
    await expect(updates.next()).rejects.toThrow('There is no such call');
  });

  it('give up when the login has ended, and refresh once for all who ask', async () => {
    const client = new DemoClient(service.url);
    const { tokens } = await client.mutate<{ tokens: { accessToken: string; refreshToken: string } }>(
      'signIn',
      { email, password },
      'tokens { accessToken refreshToken }',
    );
    const login = new Login(service.url, tokens);
    login.refuse(tokens.accessToken);
    const [one, other] = await Promise.all([login.token(), login.token()]);
    expect(one).toBe(other);
    expect(one).not.toBe(tokens.accessToken);
    const spent = new Login(service.url, tokens);
    spent.refuse(tokens.accessToken);
    const live = new Live(service.url, spent, WebSocket);
    await expect(live.watch(callUpdates, { id: '' }).next()).rejects.toThrow(LoginEnded);
  });

  it('wait longer after each failure, never all for the same time, and as long as they are told', () => {
    for (let failures = 1; failures < 20; failures++) {
      const most = Math.min(30_000, 500 * 2 ** (failures - 1));
      const waits = Array.from({ length: 20 }, () => pauseMs(new Error('cut'), failures));
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(most / 2);
      expect(Math.max(...waits)).toBeLessThanOrEqual(most);
      expect(new Set(waits).size).toBeGreaterThan(1);
    }
  });

  async function ended(id: string): Promise<void> {
    const { live } = await watching();
    for await (const { call } of live.watch<CallUpdate>(callUpdates, { id })) if (call.endedAt !== null) return;
  }
});

/** What a page of the service has: it reads answers, and its browser keeps cookies and says where it is from. */
function browserAt(url: string) {
  const cookies = new Map<string, string>();
  const read: string[] = [];
  const own = (): Record<string, string> => ({
    origin: url,
    cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
  });
  const withCookies: typeof fetch = async (input, init) => {
    const response = await fetch(input, { ...init, headers: { ...(init?.headers as object), ...own() } });
    for (const header of response.headers.getSetCookie()) {
      const { name, value = '' } = parseSetCookie(header);
      cookies.set(name, value);
    }
    read.push(await response.clone().text());
    return response;
  };
  class PageSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: own() });
    }
  }
  return { cookies, page: { fetch: withCookies, WebSocket: PageSocket, read } };
}

/** A first state, then only what is newer; ticks change nothing. */
function expectOnce(updates: readonly CallUpdate[]): void {
  expect(updates.map(({ kind }) => kind === 'SNAPSHOT')).toEqual(updates.map((_, n) => n === 0));
  const versions = updates.filter(({ kind }) => kind !== 'COST').map(({ version }) => version);
  expect(versions).toEqual([...new Set(versions)].sort((one, other) => one - other));
  const minutes = updates.flatMap(({ kind, cost }) => (kind === 'COST' ? [cost?.minutes] : []));
  expect(minutes).toEqual([...new Set(minutes)]);
}
