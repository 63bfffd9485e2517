import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providerErrors } from '../../../src/domain/provider-errors.ts';
import { operatorOf } from '../../support/operators.ts';
import { cheapPasswords } from '../../support/fixed.ts';
import { CryptoRandom } from '../../../src/adapters/system/crypto-random.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf } from './customer.ts';
import type { Result } from './operations.ts';
import { run } from './operations.ts';

let api: Api;
let owner: Customer;
let operator: string;

beforeAll(async () => {
  api = await startApi();
  owner = await customerOf(api);
  const { operators, clock } = api.postgres;
  const ports = { operators, clock, passwords: cheapPasswords, random: new CryptoRandom() };
  ({ token: operator } = await operatorOf(api.application, ports));
});
afterAll(() => api.stop());

describe('providerErrors', () => {
  const query = '{ providerErrors { code providerCode zh en startClass retrySafe adviceZh adviceEn } }';

  it("tells the manual's 17 codes to members and operators alike", async () => {
    for (const token of [owner.token, operator]) {
      const { data, errors } = await api.ask<{ providerErrors: unknown }>(query, {}, token);
      expect(errors).toEqual([]);
      expect(data.providerErrors).toEqual(providerErrors);
      expect(data.providerErrors).toHaveLength(17);
    }
  });

  it('tells nobody who is not signed in', async () => {
    expect((await api.ask(query)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('An app whose AppKey the provider has disabled', () => {
  let keys = 0;
  const start = (): Promise<Result> => {
    const order = { appId: owner.app, caller: '13900000001', callee: '13800000061' };
    return run(api, 'startCall', { ...order, idempotencyKey: `start ${(keys += 1)}` }, owner.token);
  };

  async function lift(given: object = {}, token = operator): Promise<Result> {
    const text = `mutation Lift($input: LiftProviderStopInput!) { result: liftProviderStop(input: $input) { __typename
      ... on LiftProviderStopSuccess { appId replayed } ... on NotAllowed { operation role } ... on NotFound { what } } }`;
    const why = { reason: 'ticket 4711', idempotencyKey: `lift ${(keys += 1)}` };
    const input = { accountId: owner.account, appId: owner.app, ...why, ...given };
    const { data, errors } = await api.ask<{ result: Result }>(text, { input }, token);
    expect(errors).toEqual([]);
    return data.result;
  }

  async function stop(): Promise<void> {
    const { dial } = api.outside;
    api.outside.dial = () => ({ kind: 'REJECTED', refusal: { providerCode: 422, retryAfterSeconds: null } });
    const { call } = await start();
    api.outside.dial = dial;
    expect(call).toMatchObject({ status: 'REFUSED', moneyState: 'VOIDED', failure: { code: 'ACCOUNT_DISABLED' } });
  }

  it('takes no starts, says so, and what to do; its owner enables it again', async () => {
    await stop();
    const { data } = await api.ask<{ app: { stoppedByProvider: string } }>(
      `{ app(id: "${owner.app}") { stoppedByProvider } }`,
      {},
      owner.token,
    );
    const { stoppedByProvider: since } = data.app;
    expect(Date.parse(since)).toBe(api.postgres.clock.service().getTime());
    const no = { __typename: 'ProviderAccountDisabled', code: 'PROVIDER_ACCOUNT_DISABLED', since, retrySafe: false };
    const advice = { adviceZh: expect.stringContaining('恢复') as string, adviceEn: expect.any(String) as string };
    expect(await start()).toMatchObject({ ...no, ...advice });
    expect(await run(api, 'quoteCall', { appId: owner.app }, owner.token)).toMatchObject({ ...no, ...advice });
    const enabled = await run(api, 'enableService', { appId: owner.app }, owner.token);
    expect(enabled).toMatchObject({ app: { service: 'ENABLED', stoppedByProvider: null } });
    expect(await start()).toMatchObject({ call: { status: 'DIALING' } });
  });

  it('is on the desk, where an operator lifts the stop', async () => {
    const { app } = (owner = await customerOf(api));
    await stop();
    const query = `{ alarms(filter: { kind: APP_KEY_DISABLED, open: true }) {
      edges { node { subject detail account { id } } } } }`;
    const { data } = await api.ask<{ alarms: { edges: readonly object[] } }>(query, {}, operator);
    const detail = expect.stringContaining(`key-${owner.account}`) as string;
    expect(data.alarms.edges).toEqual([{ node: { subject: app, detail, account: { id: owner.account } } }]);
    const refusal = { __typename: 'NotAllowed', operation: 'liftProviderStop', role: 'OWNER' };
    expect(await lift({}, owner.token)).toEqual(refusal);
    expect(await lift({ accountId: (await customerOf(api)).account })).toEqual({ __typename: 'NotFound', what: 'APP' });
    expect(await lift({ idempotencyKey: 'one' })).toMatchObject({ appId: app, replayed: false });
    expect(await lift({ idempotencyKey: 'one' })).toMatchObject({ appId: app, replayed: true });
    expect(await lift()).toEqual({ __typename: 'AppNotStopped' });
    const after = await api.ask<{ alarms: { edges: readonly object[] } }>(query, {}, operator);
    expect(after.data.alarms.edges).toEqual([]);
  });
});
