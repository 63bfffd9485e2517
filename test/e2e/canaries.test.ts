import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Argon2Passwords } from '../../src/adapters/system/argon2-passwords.ts';
import { CryptoRandom } from '../../src/adapters/system/crypto-random.ts';
import { addOperator } from '../../src/application/add-operator.ts';
import { DemoClient, sandboxTruth } from '../../src/demo/client.ts';
import { openForBusiness, startCall } from '../support/customer.ts';
import { administer } from '../support/database.ts';
import { ignore, open } from '../support/postgres.ts';
import { leakIn } from '../support/secrecy.ts';
import type { TestService } from '../support/service.ts';
import { startTestService } from '../support/service.ts';
import { until } from '../support/until.ts';

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

const mobile = '13912345678';
const email = 'owner@canary.example.cn';
const newPassword = 'canary: the second password';
const passwords = ['canary: the first password', newPassword, 'canary: a wrong password', 'canary: of the operator'];
const [password = '', , wrongPassword, operatorPassword = ''] = passwords;

describe('ABUSE-5, ABUSE-6: after a lively day of the whole service', () => {
  let service: TestService;
  let client: DemoClient;
  /** Everything that nobody but its owner may read again. */
  const canaries = new Set(passwords);
  const codes = new Set<string>();

  beforeAll(async () => {
    service = await startTestService(100);
    client = new DemoClient(service.url);
    await live();
  }, 60_000);
  afterAll(() => service.stop());

  const tokens = 'tokens { accessToken refreshToken }';

  async function codeFor(purpose: 'REGISTRATION' | 'PASSWORD_RESET', to: string): Promise<string> {
    await client.mutate('requestCode', { mobile: to, purpose }, 'sent');
    const [message] = await sandboxTruth<{ code: string }[]>(service.sandboxUrl, `/sandbox/messages?to=${to}`);
    codes.add(message?.code ?? '');
    return message?.code ?? '';
  }

  async function signIn(given: string): Promise<void> {
    const signedIn = await client.mutate<{ tokens?: Tokens }>('signIn', { email, password: given }, tokens);
    if (signedIn.tokens === undefined) return;
    const next = await client.mutate<{ tokens: Tokens }>(
      'refresh',
      { refreshToken: signedIn.tokens.refreshToken },
      tokens,
    );
    for (const pair of [signedIn.tokens, next.tokens]) canaries.add(pair.accessToken).add(pair.refreshToken);
    client.token = next.tokens.accessToken;
  }

  /** Registration, errors, an app with its calls and callbacks, forged ones, a rotation, and an operator. */
  async function live(): Promise<void> {
    const code = await codeFor('REGISTRATION', mobile);
    const registration = { email, password, company: 'Canaries', mobile, acceptsTerms: true };
    await client.mutate('registerAccount', { ...registration, code: '000000' }, 'account { id }');
    await client.mutate('registerAccount', { ...registration, code }, 'account { id }');
    await signIn(wrongPassword ?? '');
    await signIn(password);
    const created = await client.mutate<{ app: { id: string }; appSecret: string }>(
      'createApp',
      { name: 'App' },
      'app { id } appSecret',
    );
    canaries.add(created.appSecret);
    const customer = { client, accountId: '', appId: created.app.id };
    await openForBusiness(customer);
    await fetch(`${service.sandboxUrl}/sandbox/faults`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ on: 'callback', fault: { kind: 'FORGED', how: 'WRONG_SECRET' } }),
    });
    for (const callee of ['13800000005', '13800020002', '13800030403', '13800040007', '110']) {
      await startCall(customer, callee, { caller: mobile });
    }
    const rotated = await client.mutate<{ appSecret: string }>(
      'rotateAppSecret',
      { appId: customer.appId },
      'appSecret',
    );
    canaries.add(rotated.appSecret);
    await startCall(customer, '13800000006', { caller: mobile });
    await client.mutate('changePassword', { currentPassword: password, newPassword }, 'changed');
    await signIn(newPassword);
    await codeFor('REGISTRATION', '13987654321');
    await operate();
    await until('the calls are settled', async () => {
      const query = '{ calls(first: 10) { edges { node { status } } } }';
      const { calls } = await client.ask<{ calls: { edges: { node: { status: string } }[] } }>(query);
      return calls.edges.filter(({ node }) => node.status === 'COMPLETED').length >= 2 ? true : null;
    });
  }

  async function operate(): Promise<void> {
    const postgres = await open(service.databaseUrl, { clockRate: null, log: ignore });
    const outside = { passwords: new Argon2Passwords(), random: new CryptoRandom(), clock: { wall: () => new Date() } };
    const desk = { email: 'desk@canary.example.cn', password: operatorPassword };
    await addOperator({ operators: postgres.operators, ...outside })(desk);
    await postgres.close();
    const operator = new DemoClient(service.url);
    await operator.mutate('operatorSignIn', { ...desk, password: wrongPassword }, 'accessToken');
    const { accessToken } = await operator.mutate<{ accessToken: string }>('operatorSignIn', desk, 'accessToken');
    canaries.add(accessToken);
    operator.token = accessToken;
    await operator.ask('{ alarms { edges { node { kind } } } unconfirmedCalls { edges { node { id } } } }');
  }

  /** Every row of every table but the stand-in provider's, as text. */
  async function dump(): Promise<string[]> {
    return administer(async (admin) => {
      const { rows: tables } = await admin.query<{
        name: string;
      }>(`SELECT format('%I.%I', schemaname, tablename) AS name
        FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'sandbox')`);
      const dumps: string[] = [];
      for (const { name } of tables) {
        const { rows } = await admin.query<{ row: string }>(`SELECT whole::text AS row FROM ${name} AS whole`);
        dumps.push(...rows.map(({ row }) => row));
      }
      return dumps;
    }, service.databaseUrl);
  }

  it('a dump of the database holds no AppSecret, password, token or code', async () => {
    const rows = await dump();
    expect(rows.filter((row) => row.includes(email)).length).toBeGreaterThan(0);
    expect(canaries.size).toBeGreaterThanOrEqual(passwords.length + 2 + 8 + 1);
    expect([...codes].every((code) => /^\d{6}$/.test(code))).toBe(true);
    const secret = (row: string): boolean =>
      [...canaries].some((canary) => row.includes(canary)) ||
      [...codes].some((code) => new RegExp(`(?<![\\w.])${code}(?!\\w)`).test(row));
    expect(rows.filter(secret)).toEqual([]);
    expect(secret(`(${randomUUID()},${[...codes][0] ?? ''})`)).toBe(true);
  });

  it('no log line holds any of them, or a whole mobile number', () => {
    const { logged } = service;
    expect(logged.length).toBeGreaterThan(20);
    expect(logged.filter((line) => line.includes('callback')).length).toBeGreaterThan(0);
    expect(logged.flatMap((line) => leakIn(line) ?? [])).toEqual([]);
    expect(logged.filter((line) => [...canaries].some((canary) => line.includes(canary)))).toEqual([]);
  });
});
