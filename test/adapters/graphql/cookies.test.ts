import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addOperator } from '../../../src/application/add-operator.ts';
import { CryptoRandom } from '../../../src/adapters/system/crypto-random.ts';
import type { MemberPrincipal } from '../../../src/domain/principal.ts';
import { cheapPasswords } from '../../support/fixed.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import { Browser } from './browser.ts';
import type { Customer } from './customer.ts';
import { codeFor, customerOf, password } from './customer.ts';

const ACCESS = '__Host-zhuanxian_access';
const REFRESH = '__Host-zhuanxian_refresh';
const watchAccount = 'subscription { accountUpdated { version } }';

let api: Api;
beforeAll(async () => {
  api = await startApi({ settings: { accessTokenSeconds: 900, refreshTokenSeconds: 2_592_000 } });
});
afterAll(() => api.stop());

async function signedIn(on: Api = api): Promise<{ customer: Customer; browser: Browser }> {
  const customer = await customerOf(on);
  const browser = new Browser(on, on === api ? undefined : new URL(on.application.settings.publicUrl).origin);
  expect(await browser.signIn(customer.email, password)).toMatchObject({ __typename: 'SignInSuccess' });
  return { customer, browser };
}

describe('Signing in by cookie', () => {
  it('keeps the tokens where no script reads them, and says who it is and until when', async () => {
    const { email } = await customerOf(api);
    const browser = new Browser(api);
    const result = await browser.signIn(email, password);
    expect(result).toMatchObject({ __typename: 'SignInSuccess', member: { email, role: 'OWNER' }, tokens: null });
    expect(Date.parse(String(result['accessExpires'])) - Date.now()).toBeGreaterThan(890_000);
    expect(Date.parse(String(result['refreshExpires'])) - Date.now()).toBeGreaterThan(2_591_000_000);
    const attributes = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' };
    expect(browser.jar.get(ACCESS)).toMatchObject({ ...attributes, maxAge: 900 });
    expect(browser.jar.get(REFRESH)).toMatchObject({ ...attributes, maxAge: 2_592_000 });
    for (const cookie of browser.jar.values()) expect(cookie.domain).toBeUndefined();
    expect(await browser.who()).toBe(email);
  });

  it('uses cookies without Secure on this machine’s own address alone, under the path of the API', async () => {
    const local = await startApi({ database: api.database, settings: { publicUrl: 'http://127.0.0.1:4000' } });
    const { customer, browser } = await signedIn(local);
    const attributes = { path: '/graphql', httpOnly: true, sameSite: 'strict' };
    expect(browser.jar.get('zhuanxian_access')).toMatchObject(attributes);
    expect(browser.jar.get('zhuanxian_refresh')).toMatchObject(attributes);
    expect([...browser.jar.values()].map(({ secure }) => secure)).toEqual([undefined, undefined]);
    expect(await browser.who()).toBe(customer.email);
    await local.stop();
  });

  it('is refused where cookies would go over a network in the clear', async () => {
    const open = await startApi({ database: api.database, settings: { publicUrl: 'http://calls.example.cn' } });
    const { email } = await customerOf(open);
    const browser = new Browser(open, 'http://calls.example.cn');
    expect(await browser.signIn(email, password)).toMatchObject({
      errors: [{ extensions: { code: 'COOKIES_NOT_ALLOWED' } }],
    });
    expect(browser.jar.size).toBe(0);
    await open.stop();
  });

  it.each([
    ['another origin', 'https://evil.example', {}],
    ['no origin', null, {}],
    ['an Authorization header', 'https://calls.example.cn', { authorization: 'Bearer ' }],
  ])('is refused to who comes with %s, before the password is tried', async (_what, origin, headers) => {
    const { email } = await customerOf(api);
    for (const word of [password, 'not the password']) {
      const query = `mutation { signIn(input: { email: "${email}", password: "${word}", keepIn: COOKIE }) { __typename } }`;
      const browser = new Browser(api, origin);
      const { errors } = await browser.ask({ query, headers });
      expect(errors).toMatchObject([{ extensions: { code: 'COOKIES_NOT_ALLOWED' } }]);
      expect(browser.jar.size).toBe(0);
    }
  });

  it('leaves the cookies of before alone when the password is wrong', async () => {
    const { customer, browser } = await signedIn();
    expect(await browser.signIn(customer.email, 'not the password')).toMatchObject({ code: 'WRONG_CREDENTIALS' });
    expect(await browser.who()).toBe(customer.email);
  });

  it('opens a day at the desk to an operator, which nothing lengthens', async () => {
    const email = 'desk-in-a-browser@example.cn';
    const ports = { ...api.postgres, passwords: cheapPasswords, random: new CryptoRandom() };
    await addOperator(ports)({ email, password });
    const { browser } = await signedIn();
    const success = 'operator { email } accessToken accessExpires';
    const input = { email, password, keepIn: 'COOKIE' };
    const result = await browser.run('operatorSignIn', success, input);
    expect(result).toMatchObject({ __typename: 'OperatorSignInSuccess', accessToken: null, operator: { email } });
    expect([...browser.jar.keys()]).toEqual([ACCESS]);
    expect(browser.jar.get(ACCESS)?.maxAge).toBe(8 * 3600);
    const { data } = await browser.ask({ query: '{ alarms { edges { node { kind } } } }' });
    expect(data).toMatchObject({ alarms: { edges: [] } });
    expect(await browser.run('operatorSignOut', 'everywhere')).toMatchObject({ __typename: 'OperatorSignOutSuccess' });
    expect(browser.jar.size).toBe(0);
  });

  it('never tells a token in any answer', async () => {
    const { browser } = await signedIn();
    const secrets = [...browser.jar.values()].map(({ value }) => value!);
    await browser.refresh();
    secrets.push(...[...browser.jar.values()].map(({ value }) => value!));
    await browser.who();
    await browser.ask({ query: 'mutation { refresh(input: {}) { __typename } }' });
    await browser.ask({
      query: 'mutation { refresh(input: { keepIn: ANSWER }) { ... on RefreshSuccess { tokens { refreshToken } } } }',
    });
    const told = 'mutation { refresh(input: { keepIn: COOKIE, refreshToken: "x" }) { __typename } }';
    expect((await browser.ask({ query: told })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    await browser.run('signOut', 'everywhere');
    expect(new Set(secrets).size).toBe(4);
    for (const text of browser.read) expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    expect(JSON.stringify(api.logged)).not.toMatch(new RegExp(secrets.join('|')));
  });
});

describe('A login that a browser keeps', () => {
  it('is refreshed by its cookie alone, which works once more than a moment later', async () => {
    const { customer, browser } = await signedIn();
    const before = new Map(browser.jar);
    expect(await browser.refresh()).toMatchObject({ __typename: 'RefreshSuccess', tokens: null });
    expect(browser.jar.get(ACCESS)?.value).not.toBe(before.get(ACCESS)?.value);
    expect(browser.jar.get(REFRESH)?.value).not.toBe(before.get(REFRESH)?.value);
    expect(await browser.who()).toBe(customer.email);
    expect(await asWith(before).who()).toBe('UNAUTHENTICATED');
  });

  it('stays when its tabs refresh at once, and each of them goes on', async () => {
    const { customer, browser } = await signedIn();
    const results = await Promise.all(Array.from({ length: 6 }, () => browser.refresh()));
    expect(results.map(({ __typename }) => __typename)).toEqual(results.map(() => 'RefreshSuccess'));
    expect(new Set(results.map(({ accessExpires }) => accessExpires)).size).toBe(1);
    expect(await browser.who()).toBe(customer.email);
  });

  it('gives nothing to who shows the token that was just spent, and tells it so a moment later by ending', async () => {
    const { customer, browser } = await signedIn();
    const thief = asWith(browser.jar);
    await browser.refresh();
    expect(await thief.refresh()).toMatchObject({ __typename: 'RefreshSuccess', tokens: null });
    expect(await thief.who()).toBe('UNAUTHENTICATED');
    expect(await browser.who()).toBe(customer.email);
    const refreshToken = thief.jar.get(REFRESH)!.value;
    expect(await browser.run('refresh', 'tokens { accessToken }', { refreshToken })).toMatchObject({
      code: 'WRONG_CREDENTIALS',
    });
    expect(await browser.who()).toBe('UNAUTHENTICATED');
  });

  it('is not there where no cookie is', async () => {
    expect(await new Browser(api).refresh()).toMatchObject({ code: 'WRONG_CREDENTIALS' });
    expect(await new Browser(api).who()).toBe('UNAUTHENTICATED');
  });

  it.each([true, false])('leaves no cookie when its person signs out, everywhere: %s', async (everywhere) => {
    const { browser } = await signedIn();
    const before = asWith(browser.jar);
    expect(await browser.run('signOut', 'everywhere', { everywhere })).toMatchObject({ everywhere });
    expect(browser.jar.size).toBe(0);
    expect(await before.who()).toBe('UNAUTHENTICATED');
    expect(await before.refresh()).toMatchObject({ code: 'WRONG_CREDENTIALS' });
  });

  it('goes on when its person changes the password in it, and no other does; a reset ends it too', async () => {
    const { customer, browser } = await signedIn();
    const other = new Browser(api);
    await other.signIn(customer.email, password);
    const newPassword = 'another correct horse';
    const change = { currentPassword: password, newPassword };
    expect(await browser.run('changePassword', 'changed', change)).toMatchObject({ changed: true });
    expect([await browser.who(), await other.who()]).toEqual([customer.email, 'UNAUTHENTICATED']);
    const code = await codeFor(api, customer.mobile, 'PASSWORD_RESET');
    const reset = { email: customer.email, mobile: customer.mobile, code, newPassword: password };
    expect(await browser.run('resetPassword', 'changed', reset)).toMatchObject({ changed: true });
    expect(browser.jar.size).toBe(0);
  });
});

describe('A request that has a bearer and a cookie', () => {
  it('is the bearer’s, whatever becomes of it', async () => {
    const { browser } = await signedIn();
    const other = await customerOf(api);
    const query = '{ me { email } }';
    const byBearer = await browser.ask({ query, headers: { authorization: `Bearer ${other.token}` } });
    expect(byBearer.data).toMatchObject({ me: { email: other.email } });
    for (const authorization of ['Bearer wrong', 'Bearer ', 'Basic YTpi', '']) {
      const { errors } = await browser.ask({ query, headers: { authorization } });
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });

  it('leaves the cookies when it signs out', async () => {
    const { customer, browser } = await signedIn();
    const other = await customerOf(api);
    const query = 'mutation { signOut(input: {}) { __typename } }';
    const headers = { authorization: `Bearer ${other.token}` };
    expect((await browser.ask({ query, headers })).headers.getSetCookie()).toEqual([]);
    expect(await browser.who()).toBe(customer.email);
  });
});

describe('A socket by cookie', () => {
  it('is of whose cookie came with the handshake, from a page that may', async () => {
    const { browser } = await signedIn();
    const socket = await browser.socket();
    await socket.hears('connection_ack');
    await socket.subscribe(watchAccount).data(1);
    await socket.leave();
  });

  it('is nobody’s where the handshake named no origin, and does not open from another', async () => {
    const { browser } = await signedIn();
    expect(await (await asWith(browser.jar, null).socket()).closes()).toBe(4403);
    expect((await asWith(browser.jar, 'https://evil.example').socket()).refused).toBe(403);
    expect(await (await new Browser(api).socket()).closes()).toBe(4403);
  });

  it('is the bearer’s where one is said, whatever becomes of it', async () => {
    const { browser } = await signedIn();
    expect(await (await browser.socket({ authorization: 'Bearer wrong' })).closes()).toBe(4403);
    const other = await customerOf(api);
    const socket = await browser.socket({ authorization: `Bearer ${other.token}` });
    await socket.hears('connection_ack');
    const query = 'subscription { accountUpdated { account { id } } }';
    expect(await socket.subscribe(query).data(1)).toEqual([{ accountUpdated: { account: { id: other.account } } }]);
    await socket.leave();
  });

  it('ends within a second of its access token, as one by bearer does, however it was refreshed meanwhile', async () => {
    const brief = await startApi({ database: api.database, settings: { accessTokenSeconds: 3 } });
    const { email } = await customerOf(brief);
    const browser = new Browser(brief);
    const { tokens } = await brief.application.signIn({ email, password });
    const { accessExpires } = await browser.signIn(email, password);
    const authorization = `Bearer ${tokens.accessToken}`;
    const both = [
      { socket: await browser.socket(), ends: Date.parse(String(accessExpires)) },
      { socket: await browser.socket({ authorization }), ends: tokens.accessExpires.getTime() },
    ];
    await Promise.all(both.map(({ socket }) => socket.hears('connection_ack')));
    await browser.refresh();
    const ended = both.map(async ({ socket, ends }) => {
      expect(await socket.closes()).toBe(4403);
      return Date.now() - ends;
    });
    for (const late of await Promise.all(ended)) expect([late > -50, late < 1000]).toEqual([true, true]);
    const again = await browser.socket();
    await again.hears('connection_ack');
    await again.leave();
    await brief.stop();
  });

  it('ends within two seconds of a signing-out', async () => {
    const { customer, browser } = await signedIn();
    const socket = await browser.socket();
    await socket.hears('connection_ack');
    const token = browser.jar.get(ACCESS)!.value!;
    const principal = (await api.application.authenticate(token)) as MemberPrincipal;
    await api.application.signOut(principal, { everywhere: true });
    const decided = performance.now();
    expect(await socket.closes()).toBe(4403);
    expect(performance.now() - decided).toBeLessThan(2000);
    expect(await (await browser.socket()).closes()).toBe(4403);
    expect(customer.email).not.toBe('');
  });
});

/** Another browser to which the cookies were carried. */
function asWith(jar: Browser['jar'], origin: string | null = 'https://calls.example.cn'): Browser {
  const other = new Browser(api, origin);
  for (const [name, cookie] of jar) other.jar.set(name, cookie);
  return other;
}
