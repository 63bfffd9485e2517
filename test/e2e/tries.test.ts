import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administer } from '../support/database.ts';
import type { TestService } from '../support/service.ts';
import { startTestService } from '../support/service.ts';

describe('ABUSE-9: guessing passwords over HTTP', () => {
  let direct: TestService;
  let proxied: TestService;
  beforeAll(async () => {
    const limits = { TRIES_PER_NAME: '2', TRIES_PER_ADDRESS: '3' };
    direct = await startTestService(1, limits);
    proxied = await startTestService(1, { ...limits, TRUSTED_PROXIES: '1' });
  });
  afterAll(() => Promise.all([direct.stop(), proxied.stop()]));

  let guesses = 0;

  /** What a guess for an e-mail of its own is answered. */
  async function guess(service: TestService, forwardedFor: string, email = `${++guesses}@example.cn`): Promise<string> {
    const query = `mutation { signIn(input: { email: "${email}", password: "a wrong guess" }) {
      ... on Rejection { code retryAt } } }`;
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': forwardedFor };
    const response = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query }),
    });
    const { data } = (await response.json()) as { data: { signIn: { code: string; retryAt: string | null } } };
    expect(data.signIn.retryAt === null).toBe(data.signIn.code !== 'TOO_MANY_TRIES');
    return data.signIn.code;
  }

  it('without a proxy before it, goes by the connection, whatever the client says of itself', async () => {
    const answers = [];
    for (const last of [1, 2, 3, 4]) answers.push(await guess(direct, `192.0.2.${last}`));
    expect(answers).toEqual([...Array<string>(3).fill('WRONG_CREDENTIALS'), 'TOO_MANY_TRIES']);
  });

  it('behind a proxy, goes by the address that the proxy saw', async () => {
    const answers = [];
    for (const last of [1, 2, 3, 4]) answers.push(await guess(proxied, `198.51.100.${last}, 192.0.2.1`));
    expect(answers).toEqual([...Array<string>(3).fill('WRONG_CREDENTIALS'), 'TOO_MANY_TRIES']);
    expect(await guess(proxied, '192.0.2.1, 192.0.2.2')).toBe('WRONG_CREDENTIALS');
  });

  it('counts an e-mail over all addresses, and keeps neither in the database', async () => {
    const email = 'canary@example.cn';
    const answers = [];
    for (const last of [5, 6, 7]) answers.push(await guess(proxied, `192.0.2.${last}`, email));
    expect(answers).toEqual(['WRONG_CREDENTIALS', 'WRONG_CREDENTIALS', 'TOO_MANY_TRIES']);
    const rows = await administer(
      async (client) => (await client.query<{ row: string }>('SELECT tries::text AS row FROM tries')).rows,
      proxied.databaseUrl,
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter(({ row }) => /canary|192\.0\.2/.test(row))).toEqual([]);
  });
});
