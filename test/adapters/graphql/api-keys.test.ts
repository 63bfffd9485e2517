import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { credit, customerOf, password } from './customer.ts';
import { run as runCall, send } from './operations.ts';
import { TestSocket } from './socket.ts';

interface Result {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

let api: Api;
let owner: Customer;
beforeAll(async () => {
  api = await startApi();
  owner = await customerOf(api);
});
afterAll(async () => {
  expect(api.openViews()).toBe(0);
  await api.stop();
});

const kept = 'apiKey { id name prefix scopes createdById createdAt expiresAt lastUsedAt revokedAt }';

async function run(name: 'createApiKey' | 'revokeApiKey', input: object, token = owner.token): Promise<Result> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const query = `mutation Run($input: ${type}Input!) { result: ${name}(input: $input) { __typename
    ... on ${type}Success { ${kept} ${name === 'createApiKey' ? 'key' : ''} } ... on Rejection { code message }
    ... on NotAllowed { operation role scope } } }`;
  const { data, errors } = await api.ask<{ result: Result }>(query, { input }, token);
  expect(errors).toEqual([]);
  return data.result;
}

/** A key, as a program has it. */
async function keyWith(...scopes: readonly string[]): Promise<{ key: string; id: string }> {
  const { key, apiKey } = await run('createApiKey', { name: 'Program', scopes });
  return { key: String(key), id: (apiKey as { id: string }).id };
}

describe('An API key', () => {
  it('places calls and reads what its scopes open, and is told which it lacks', async () => {
    const { key } = await keyWith('CALLS_WRITE', 'APPS_READ');
    const order = { appId: owner.app, caller: '13900000001', callee: '13800000061', idempotencyKey: 'by a program' };
    expect(await runCall(api, 'startCall', order, key)).toMatchObject({ __typename: 'StartCallSuccess' });
    const { errors } = await api.ask('{ ledger { edges { cursor } } }', {}, key);
    const lacking = { code: 'FORBIDDEN', operation: 'viewMoney', role: 'API_KEY', scope: 'MONEY_READ' };
    expect(errors).toMatchObject([{ extensions: lacking }]);
    const denied = await run('createApiKey', { name: 'Another', scopes: ['CALLS_READ'] }, key);
    expect(denied).toMatchObject({ code: 'NOT_ALLOWED', operation: 'createApiKey', role: 'API_KEY', scope: null });
    const { errors: own } = await send(
      api,
      'changePassword',
      { currentPassword: password, newPassword: password },
      key,
    );
    expect(own[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('learns the name of the app of each call that it reads or places, and nothing else of the app', async () => {
    const [reader, caller] = [await keyWith('CALLS_READ'), await keyWith('CALLS_WRITE')];
    const order = { appId: owner.app, caller: '13900000002', callee: '13800000062', idempotencyKey: 'with its app' };
    const app = { id: owner.app, name: expect.any(String) as string };
    const placed = await runCall(api, 'startCall', order, caller.key);
    expect(placed).toMatchObject({ __typename: 'StartCallSuccess', call: { app } });
    const { id } = placed['call'] as { id: string };
    const read = await api.ask(
      `{ call(id: "${id}") { app { id name } } calls { edges { node { app { id } } } } }`,
      {},
      reader.key,
    );
    expect(read).toMatchObject({ errors: [], data: { call: { app } } });
    for (const { key } of [reader, caller]) {
      const { errors } = await api.ask('{ apps { id } }', {}, key);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', scope: 'APPS_READ' } }]);
    }
  });

  it('is listed without itself, with its last use, until it is revoked', async () => {
    const { key, id } = await keyWith('ACCOUNT_READ');
    await api.ask('{ account { balance } }', {}, key);
    const listed = async (): Promise<Result | null> => {
      const query = `{ apiKeys { id prefix scopes lastUsedAt revokedAt } }`;
      const { data } = await api.ask<{ apiKeys: Result[] }>(query, {}, owner.token);
      return data.apiKeys.find((one) => one['id'] === id) ?? null;
    };
    const used = await until('its use is noted', async () => {
      const one = await listed();
      return one?.['lastUsedAt'] == null ? null : one;
    });
    expect(used).toMatchObject({ prefix: key.slice(0, 11), scopes: ['ACCOUNT_READ'], revokedAt: null });
    expect(await run('revokeApiKey', { apiKeyId: id })).toMatchObject({ apiKey: { id } });
    expect(await listed()).toBeNull();
    expect(await run('revokeApiKey', { apiKeyId: id })).toMatchObject({ code: 'NOT_FOUND' });
    const { errors } = await api.ask('{ account { balance } }', {}, key);
    expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('watches over a socket, and loses it when it is revoked', async () => {
    const { key, id } = await keyWith('ACCOUNT_READ');
    const socket = await TestSocket.connected(api, key);
    const watching = socket.subscribe('subscription { accountUpdated { version } }');
    await watching.data(1);
    await run('revokeApiKey', { apiKeyId: id });
    expect(await socket.closes()).toBe(4403);
    await credit(api, owner.account, 1);
    expect(watching.results).toHaveLength(1);
    const late = await TestSocket.open(api);
    late.send({ type: 'connection_init', payload: { authorization: `Bearer ${key}` } });
    expect(await late.closes()).toBe(4403);
  });

  it('without the scope watches nothing', async () => {
    const { key } = await keyWith('CALLS_READ');
    const socket = await TestSocket.connected(api, key);
    const watching = socket.subscribe('subscription { accountUpdated { version } }');
    await watching.completes();
    const [first] = watching.results;
    expect(first?.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', scope: 'ACCOUNT_READ' } }]);
    await socket.leave();
  });

  it('ends its sockets when it expires', async () => {
    const expiresAt = new Date(Date.now() + 1_000).toISOString();
    const { key } = await run('createApiKey', { name: 'Brief', scopes: ['ACCOUNT_READ'], expiresAt });
    const socket = await TestSocket.connected(api, String(key));
    expect(await socket.closes()).toBe(4403);
  });

  it('needs a scope, a name and a future', async () => {
    const query = `mutation Run($input: CreateApiKeyInput!) { createApiKey(input: $input) { __typename } }`;
    const { errors } = await api.ask(query, { input: { name: 'None', scopes: [] } }, owner.token);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'scopes' } }]);
    const scopes = ['CALLS_READ'];
    expect(await run('createApiKey', { name: ' ', scopes })).toMatchObject({ code: 'INVALID_TEXT' });
    const past = { name: 'Past', scopes, expiresAt: '2020-01-01T00:00:00.000Z' };
    expect(await run('createApiKey', past)).toMatchObject({ code: 'EXPIRY_PASSED' });
  });
});
