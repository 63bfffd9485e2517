import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watched } from '../../../src/application/live/watched.ts';
import { DomainError } from '../../../src/domain/errors.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf } from './customer.ts';
import { send } from './operations.ts';
import { TestSocket } from './socket.ts';

const secret = 'password=hunter2 in /srv/secret.ts';
let api: Api;
let owner: Customer;
let isDown = false;

async function* fail(): AsyncGenerator<never, void, void> {
  yield await Promise.reject(new Error(secret));
}

beforeAll(async () => {
  api = await startApi({
    change: (application) => ({
      enableService: () => Promise.reject(new Error(secret)),
      disableService: () => Promise.reject(new DomainError({ code: 'SAME_NUMBER' })),
      authenticate: (token) => (isDown ? Promise.reject(new Error(secret)) : application.authenticate(token)),
      watchAccount: () => {
        throw new Error(secret);
      },
      watchCall: () => watched(api.postgres, null, () => ({ stop: () => undefined }), fail),
    }),
  });
  owner = await customerOf({
    ...api,
    application: { ...api.application, enableService: () => Promise.resolve() as never },
  });
});
afterAll(() => api.stop());

const masked = { code: 'INTERNAL_SERVER_ERROR' };

function logged(requestId: unknown): string {
  const lines = api.logged.filter(({ fields }) => fields['requestId'] === requestId);
  return lines
    .map(({ level, message, fields }) => `${level} ${message} ${String((fields['error'] as Error | undefined)?.stack)}`)
    .join('\n');
}

describe('What nobody expected', () => {
  it('is masked, and found in the log by the request id', async () => {
    const { errors, data, headers } = await send(api, 'enableService', { appId: owner.app }, owner.token);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: masked, path: ['result'] }]);
    expect(JSON.stringify(errors)).not.toContain('hunter2');
    expect(errors[0]?.extensions['requestId']).toBe(headers.get('x-request-id'));
    expect(logged(headers.get('x-request-id'))).toMatch(/^error .*hunter2[^]*\.ts:\d+/);
  });

  it("is also a rejection that is missing in its operation's union", async () => {
    const { errors, data, headers } = await send(api, 'disableService', { appId: owner.app }, owner.token);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: masked }]);
    expect(logged(headers.get('x-request-id'))).toContain('error An operation failed unexpectedly.');
  });

  it('is also a failure to authenticate', async () => {
    isDown = true;
    const { errors, status, headers } = await api.ask('{ me { email } }', {}, owner.token);
    isDown = false;
    expect(status).toBe(500);
    expect(errors).toMatchObject([{ extensions: masked }]);
    expect(JSON.stringify(errors)).not.toContain('hunter2');
    expect(logged(headers.get('x-request-id'))).toContain('hunter2');
  });

  it('is masked in a subscription, which completes', async () => {
    const socket = await TestSocket.connected(api, owner.token);
    for (const query of ['accountUpdated { version }', 'callUpdated(id: "x") { version }']) {
      const watching = socket.subscribe(`subscription { ${query} }`);
      await watching.completes();
      expect(watching.results).toMatchObject([{ errors: [{ extensions: masked }] }]);
      expect(JSON.stringify(watching.results)).not.toContain('hunter2');
      expect(logged(watching.results[0]?.errors?.[0]?.extensions['requestId'])).toContain('hunter2');
    }
    await socket.leave();
  });

  it('closes a socket that cannot be authenticated, without a word of why', async () => {
    isDown = true;
    const socket = await TestSocket.open(api);
    socket.send({ type: 'connection_init', payload: { authorization: 'Bearer token' } });
    expect(await socket.closes()).toBe(4500);
    isDown = false;
  });
});

describe('The log', () => {
  it('has one line per operation, with its outcome and without its variables', async () => {
    const before = api.logged.length;
    const input = { email: owner.email, password: 'hunter2 hunter2' };
    const { headers } = await send(api, 'signIn', input, owner.token);
    expect(api.logged.slice(before)).toEqual([
      {
        level: 'info',
        message: 'A GraphQL operation ended.',
        fields: {
          requestId: headers.get('x-request-id'),
          operation: 'Run',
          type: 'mutation',
          milliseconds: expect.any(Number) as number,
          outcomes: ['WRONG_CREDENTIALS'],
          account: owner.account,
        },
      },
    ]);
    await api.ask('{ me { email } }');
    await api.ask('{ nonsense }');
    await api.ask('{');
    await api.ask('{ me { email } }', {}, owner.token);
    const outcomes = api.logged.slice(before + 1).map(({ fields }) => fields['outcomes']);
    expect(outcomes).toEqual([['UNAUTHENTICATED'], ['GRAPHQL_VALIDATION_FAILED'], ['GRAPHQL_PARSE_FAILED'], ['OK']]);
  });
});
