import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { charge, customerOf } from './customer.ts';
import { run, send } from './operations.ts';
import { DomainError } from '../../../src/domain/errors.ts';

let api: Api;
let owner: Customer;
let agent: Customer;
beforeAll(async () => {
  api = await startApi();
  owner = await customerOf(api);
  agent = await customerOf(api, { role: 'AGENT' });
});
afterAll(() => api.stop());

const nothing = '00000000-0000-4000-8000-000000000000';

describe('Creating an app', () => {
  it('tells its AppSecret once, and never again', async () => {
    const credentials = { appKey: 'my-key', appSecret: 'my-secret', accid: 'Agent' };
    const created = await run(api, 'createApp', { name: '客服', credentials }, owner.token);
    expect(created).toMatchObject({
      __typename: 'CreateAppSuccess',
      app: { name: '客服', appKey: 'my-key', accid: 'agent', service: 'DISABLED' },
      appSecret: 'my-secret',
    });
    const { callbackUrl } = created['app'] as { callbackUrl: string };
    expect(callbackUrl).toMatch(/^https:\/\/calls\.example\.cn\/callbacks\/netease\/[\w-]{43}$/);
    const again = await run(api, 'createApp', { name: 'Other', credentials }, owner.token);
    expect(again).toMatchObject({ __typename: 'AppKeyTaken', code: 'APP_KEY_TAKEN' });
    const { errors } = await api.ask('{ apps { appSecret } }', {}, owner.token);
    expect(errors).toMatchObject([{ message: expect.stringContaining('Cannot query field "appSecret"') as string }]);
  });

  it('is refused where a text is wrong, the role may not, or the limit of apps is reached', async () => {
    expect(await run(api, 'createApp', { name: 'x'.repeat(101) }, owner.token)).toMatchObject({
      __typename: 'InvalidText',
      field: 'name',
      textProblem: 'TOO_LONG',
      maxLength: 100,
    });
    expect(await run(api, 'createApp', { name: 'A' }, agent.token)).toMatchObject({
      __typename: 'NotAllowed',
      operation: 'createApp',
      role: 'AGENT',
    });
    const full = await customerOf(api);
    const create = (index: number): ReturnType<typeof run> =>
      run(api, 'createApp', { name: `App ${index}`, credentials: keys(`full-${index}`) }, full.token);
    for (let apps = 1; apps < 100; apps++) await create(apps);
    expect(await create(100)).toMatchObject({ __typename: 'AppLimitReached', maximumApps: 100 });
  });

  it('is refused where the provider issues nothing and nothing was given', async () => {
    const obtain = api.outside.obtain;
    api.outside.obtain = () => {
      throw new DomainError({ code: 'PROVIDER_CREDENTIALS_REQUIRED' });
    };
    const refused = await run(api, 'createApp', { name: 'A' }, owner.token);
    api.outside.obtain = obtain;
    expect(refused).toMatchObject({ __typename: 'ProviderCredentialsRequired', retrySafe: false });
  });
});

describe('The AppSecret of an app', () => {
  it('is rotated, with both taken until the rotation is ended', async () => {
    const { app: appId, token } = await customerOf(api);
    const rotated = await run(api, 'rotateAppSecret', { appId, newAppSecret: 'a-new-secret' }, token);
    expect(rotated).toMatchObject({ __typename: 'RotateAppSecretSuccess', appSecret: 'a-new-secret' });
    const { replacedSecretUntil } = rotated['app'] as { replacedSecretUntil: string };
    expect(replacedSecretUntil).toMatch(/^\d{4}-.*Z$/);
    expect(await run(api, 'rotateAppSecret', { appId, newAppSecret: 'a-third' }, token)).toMatchObject({
      __typename: 'SecretRotationUnderWay',
      code: 'SECRET_ROTATION_UNDER_WAY',
      retryAt: replacedSecretUntil,
      endsAt: replacedSecretUntil,
    });
    const ended = await run(api, 'endSecretRotation', { appId }, token);
    expect(ended).toEqual({ __typename: 'EndSecretRotationSuccess', app: { id: appId, replacedSecretUntil: null } });
  });

  it('is not rotated by other roles, for other accounts, or to what no header carries', async () => {
    const { app: appId, token } = agent;
    for (const name of ['rotateAppSecret', 'endSecretRotation'] as const) {
      expect(await run(api, name, { appId }, token)).toMatchObject({ __typename: 'NotAllowed', operation: name });
      expect(await run(api, name, { appId }, owner.token)).toMatchObject({ __typename: 'NotFound', what: 'APP' });
    }
    const wrong = { appId: owner.app, newAppSecret: '钥匙' };
    const refused = await run(api, 'rotateAppSecret', wrong, owner.token);
    expect(refused).toMatchObject({ __typename: 'InvalidText', field: 'newAppSecret', textProblem: 'MALFORMED' });
  });
});

describe('Topping up', () => {
  const topUp = (amount: unknown, key = 'a key', token = owner.token): ReturnType<typeof run> =>
    run(api, 'topUp', { amount, idempotencyKey: key }, token);

  it('credits 1000.00 yuan once per key', async () => {
    const first = await topUp('1000.00', 'the one');
    expect(first).toMatchObject({ __typename: 'TopUpSuccess', replayed: false });
    expect(first['topUp']).toMatchObject({ amount: '1000.00', status: 'PAID' });
    const second = await topUp('1000', 'the one');
    expect(second).toEqual({ ...first, replayed: true });
    expect(await topUp('2000.00', 'the one')).toMatchObject({ __typename: 'IdempotencyMismatch' });
  });

  it.each(['999.99', '-1', '10000000.01', '0'])('of %s yuan is out of range', async (amount) => {
    const range = { minimum: '1000.00', maximum: '10000000.00' };
    expect(await topUp(amount)).toMatchObject({ __typename: 'TopUpOutOfRange', code: 'TOP_UP_OUT_OF_RANGE', ...range });
  });

  it('is refused without a key, and for a role without money', async () => {
    const wrong = { __typename: 'InvalidText', field: 'idempotencyKey', textProblem: 'EMPTY', maxLength: 64 };
    expect(await topUp('1000.00', ' ')).toMatchObject(wrong);
    const refused = await topUp('1000.00', 'a key', agent.token);
    expect(refused).toMatchObject({ __typename: 'NotAllowed', operation: 'topUp', role: 'AGENT' });
  });

  it.each(['1e9', 'abc', '1000.001', '', '+1000', ' 1000', 1000, 1000.5, true, ['1000.00'], {}])(
    'takes no %j for an amount, naming the field',
    async (amount) => {
      const { status, errors } = await send(api, 'topUp', { amount, idempotencyKey: 'a key' }, owner.token);
      expect(status).toBe(400);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(errors[0]?.message).toContain('"input.amount"');
    },
  );

  it.each(['1000', '1000.00', '-1', '"1e9"', '"abc"', '1e9', 'true'])(
    'takes no %s in the document, naming the field',
    async (amount) => {
      const query = `mutation { topUp(input: { idempotencyKey: "a key", amount: ${amount} }) { __typename } }`;
      const { status, errors } = await api.ask(query, {}, owner.token);
      expect(status).toBe(400);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'amount' } }]);
    },
  );
});

describe('The service of an app', () => {
  it('is enabled with a minute left, and disabled', async () => {
    const { app, token } = await customerOf(api, { fen: 12 });
    const disabled = await run(api, 'disableService', { appId: app }, token);
    expect(disabled).toEqual({ __typename: 'DisableServiceSuccess', app: { id: app, service: 'DISABLED' } });
    const enabled = await run(api, 'enableService', { appId: app.toUpperCase() }, token);
    const expected = { id: app, service: 'ENABLED', stoppedByProvider: null };
    expect(enabled).toEqual({ __typename: 'EnableServiceSuccess', app: expected });
  });

  it('is not enabled with 11 fen', async () => {
    const { app, token, account } = await customerOf(api, { fen: 12 });
    await run(api, 'disableService', { appId: app }, token);
    await charge(api, account, 1);
    expect(await run(api, 'enableService', { appId: app }, token)).toMatchObject({
      __typename: 'NoMinutesLeft',
      available: '0.11',
      pricePerMinute: '0.12',
    });
  });

  it.each(['enableService', 'disableService'] as const)(
    '%s finds no app of others, and none that is not there',
    async (name) => {
      const absent = { __typename: 'NotFound', code: 'NOT_FOUND', what: 'APP', message: 'There is no such app.' };
      for (const appId of [agent.app, nothing, 'no id', '', '1'.repeat(1000)])
        expect(await run(api, name, { appId }, owner.token)).toMatchObject(absent);
      const refused = await run(api, name, { appId: agent.app }, agent.token);
      expect(refused).toMatchObject({ __typename: 'NotAllowed', operation: name, role: 'AGENT' });
    },
  );
});

function keys(appKey: string): object {
  return { appKey, appSecret: 'secret', accid: 'agent' };
}
