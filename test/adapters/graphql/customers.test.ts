import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CryptoRandom } from '../../../src/adapters/system/crypto-random.ts';
import { addOperator } from '../../../src/application/add-operator.ts';
import { cheapPasswords } from '../../support/fixed.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf, password } from './customer.ts';
import { run } from './operations.ts';

interface Result {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

let api: Api;
let owner: Customer;
let token: string;
let keys = 0;

beforeAll(async () => {
  api = await startApi();
  owner = await customerOf(api);
  const { operators, clock } = api.postgres;
  const email = 'desk@example.cn';
  await addOperator({ operators, clock, passwords: cheapPasswords, random: new CryptoRandom() })({ email, password });
  const signIn = `mutation { result: operatorSignIn(input: { email: "${email}", password: "${password}" }) {
    ... on OperatorSignInSuccess { accessToken } } }`;
  const { data } = await api.ask<{ result: { accessToken: string } }>(signIn, {});
  token = data.result.accessToken;
});
afterAll(async () => {
  expect(api.openViews()).toBe(0);
  await api.stop();
});

const stopped = 'status suspension { reason since }';
const successes = {
  suspendAccount: `account { id company ${stopped} balance minutesLeft }`,
  resumeAccount: `account { ${stopped} }`,
  closeAccount: `account { ${stopped} }`,
  suspendService: 'app { id accountId service suspension { reason } }',
  resumeService: 'app { service suspension { reason } }',
  enableServiceFor: 'app { service }',
  disableServiceFor: 'app { service }',
  setAppLimits: `app { maxDurationSecondsDefault maxDurationSecondsCeiling minParties maxParties
    callsAtOnce ownCallsAtOnce { most unlimited } }`,
  setAccountLimits: `account { limits { callsAtOnce spendPerDay coolDownSeconds ringsPerCalleePerHour }
    ownLimits { callsAtOnce { most unlimited } spendPerDay { most unlimited } coolDownSeconds } }`,
  setTariff: 'account { tariff { pricePerMinute } nextTariff { from tariff { pricePerMinute basis } } }',
} as const;

const outOfRange = '... on LimitOutOfRange { limit minimumValue maximumValue minimumAmount maximumAmount }';
const refusals: { readonly [Name in keyof typeof successes]?: string } = {
  setTariff: '... on PriceOutOfRange { minimum maximum }',
  setAppLimits: outOfRange,
  setAccountLimits: outOfRange,
};

/** Everything that a decision about the customer tells. */
async function decide(name: keyof typeof successes, given: object = {}, who = token): Promise<Result> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const query = `mutation Decide($input: ${type}Input!) { result: ${name}(input: $input) { __typename
    ... on ${type}Success { ${successes[name]} replayed } ... on Rejection { code retrySafe }
    ... on NotAllowed { role } ... on NotFound { what } ... on InvalidText { field textProblem }
    ${refusals[name] ?? ''} } }`;
  const app = name.includes('Service') || name === 'setAppLimits' ? { appId: owner.app } : {};
  const price = name === 'setTariff' ? { pricePerMinute: '0.10', basis: 'CONVERSATION' } : {};
  const input = {
    accountId: owner.account,
    ...app,
    ...price,
    reason: 'unpaid',
    idempotencyKey: `key ${++keys}`,
    ...given,
  };
  const { data, errors } = await api.ask<{ result: Result }>(query, { input }, who);
  expect(errors).toEqual([]);
  return data.result;
}

const start = () => {
  const input = { appId: owner.app, caller: '13900000001', callee: '13800000061', idempotencyKey: `call ${++keys}` };
  return run(api, 'startCall', input, owner.token);
};

describe('an operator, about a customer', () => {
  it('suspends an account, whose members read why, and resumes it', async () => {
    const suspended = await decide('suspendAccount');
    expect(suspended).toMatchObject({ __typename: 'SuspendAccountSuccess', replayed: false });
    expect(suspended['account']).toMatchObject({ id: owner.account, status: 'SUSPENDED' });
    expect(await start()).toMatchObject({
      __typename: 'AccountSuspended',
      code: 'ACCOUNT_SUSPENDED',
      retrySafe: false,
    });
    const read = await api.ask<object>(`{ account { ${stopped} } }`, {}, owner.token);
    expect(read.data).toMatchObject({ account: { status: 'SUSPENDED', suspension: { reason: 'unpaid' } } });
    expect((await decide('resumeAccount'))['account']).toEqual({ status: 'ACTIVE', suspension: null });
    expect((await start()).__typename).toBe('StartCallSuccess');
  });

  it('suspends a service, which its member cannot enable, and resumes it', async () => {
    const { app } = await decide('suspendService');
    const about = { id: owner.app, accountId: owner.account, service: 'SUSPENDED' };
    expect(app).toEqual({ ...about, suspension: { reason: 'unpaid' } });
    expect(await start()).toMatchObject({ __typename: 'ServiceSuspended' });
    const enabled = await run(api, 'enableService', { appId: owner.app }, owner.token);
    expect(enabled).toMatchObject({ __typename: 'ServiceSuspended' });
    expect(await decide('enableServiceFor')).toMatchObject({ __typename: 'ServiceSuspended' });
    expect((await decide('resumeService'))['app']).toEqual({ service: 'ENABLED', suspension: null });
  });

  it('sets what calls of an app may last and who may talk in its conferences', async () => {
    const limits = { maxDurationSecondsDefault: 60, maxDurationSecondsCeiling: 120, minParties: 3, maxParties: 12 };
    const atOnce = { callsAtOnce: 50, ownCallsAtOnce: null };
    expect((await decide('setAppLimits', limits))['app']).toEqual({ ...limits, ...atOnce });
    expect(await decide('setAppLimits', { maxParties: 51 })).toMatchObject({ __typename: 'ImpossiblePartyBounds' });
    const long = await decide('setAppLimits', { maxDurationSecondsDefault: 121, maxDurationSecondsCeiling: 120 });
    expect(long).toMatchObject({ __typename: 'InvalidDuration' });
    const back = { maxDurationSecondsDefault: 1800, maxDurationSecondsCeiling: 7200, minParties: 3, maxParties: 8 };
    expect((await decide('setAppLimits'))['app']).toEqual({ ...back, ...atOnce });
  });

  it('limits how many calls of an app may be alive, which its members read', async () => {
    const set = async (callsAtOnce: object | null) => (await decide('setAppLimits', { callsAtOnce }))['app'];
    const read = async () => (await api.ask(`{ app(id: "${owner.app}") { callsAtOnce } }`, {}, owner.token)).data;
    expect(await set({ most: 3 })).toMatchObject({ callsAtOnce: 3, ownCallsAtOnce: { most: 3, unlimited: false } });
    expect(await read()).toEqual({ app: { callsAtOnce: 3 } });
    const none = { callsAtOnce: null, ownCallsAtOnce: { most: null, unlimited: true } };
    expect(await set({ unlimited: true })).toMatchObject(none);
    expect(await read()).toEqual({ app: { callsAtOnce: null } });
    expect(await decide('setAppLimits', { callsAtOnce: { most: 0 } })).toMatchObject({
      __typename: 'LimitOutOfRange',
      limit: 'CALLS_AT_ONCE_APP',
      minimumValue: 1,
      maximumValue: 1_000_000,
    });
    expect(await set(null)).toMatchObject({ callsAtOnce: 50, ownCallsAtOnce: null });
  });

  it('limits what calls of an account may be and cost, which its members read', async () => {
    const query = '{ account { limits { callsAtOnce spendPerDay coolDownSeconds ringsPerCalleePerHour } } }';
    const read = async () => (await api.ask<{ account: object }>(query, {}, owner.token)).data.account;
    const own = { callsAtOnce: { most: 3 }, spendPerDay: { most: '250.50' }, coolDownSeconds: 60 };
    const limits = { callsAtOnce: 3, spendPerDay: '250.50', coolDownSeconds: 60, ringsPerCalleePerHour: 20 };
    expect((await decide('setAccountLimits', own))['account']).toEqual({
      limits,
      ownLimits: {
        callsAtOnce: { most: 3, unlimited: false },
        spendPerDay: { most: '250.50', unlimited: false },
        coolDownSeconds: 60,
      },
    });
    expect(await read()).toEqual({ limits });
    const free = { callsAtOnce: { unlimited: true }, spendPerDay: { unlimited: true }, coolDownSeconds: 0 };
    expect((await decide('setAccountLimits', free))['account']).toMatchObject({
      limits: { callsAtOnce: null, spendPerDay: null, coolDownSeconds: 0 },
      ownLimits: { callsAtOnce: { most: null, unlimited: true }, spendPerDay: { most: null, unlimited: true } },
    });
    expect(await decide('setAccountLimits', { spendPerDay: { most: '0.00' } })).toMatchObject({
      __typename: 'LimitOutOfRange',
      code: 'LIMIT_OUT_OF_RANGE',
      limit: 'SPEND_PER_DAY',
      minimumValue: null,
      minimumAmount: '0.01',
      maximumAmount: '10000000.00',
    });
    expect((await decide('setAccountLimits'))['account']).toEqual({
      limits: { callsAtOnce: 100, spendPerDay: null, coolDownSeconds: 0, ringsPerCalleePerHour: 20 },
      ownLimits: { callsAtOnce: null, spendPerDay: null, coolDownSeconds: null },
    });
  });

  it.each([{}, { most: null }, { most: 3, unlimited: true }, { unlimited: false }])(
    'takes no limit that says neither or both: %o',
    async (callsAtOnce) => {
      const query = 'mutation Set($input: SetAccountLimitsInput!) { setAccountLimits(input: $input) { __typename } }';
      const input = { accountId: owner.account, reason: 'asked', idempotencyKey: `key ${++keys}`, callsAtOnce };
      const { errors } = await api.ask(query, { input }, token);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'callsAtOnce' } }]);
    },
  );

  it('gives an account a tariff of its own, which its members read', async () => {
    const from = new Date(api.postgres.clock.service().getTime() + 60_000).toISOString();
    const price = { pricePerMinute: '0.10', basis: 'CONVERSATION' };
    const set = await decide('setTariff', { ...price, from });
    expect(set['account']).toMatchObject({ tariff: { pricePerMinute: '0.12' }, nextTariff: { from, tariff: price } });
    const past = await decide('setTariff', { ...price, from: '2020-01-01T00:00:00.000Z' });
    expect(past).toMatchObject({ __typename: 'TariffInPast', code: 'TARIFF_IN_PAST' });
    const free = await decide('setTariff', { ...price, pricePerMinute: '0.00' });
    expect(free).toMatchObject({ __typename: 'PriceOutOfRange', minimum: '0.01', maximum: '100.00' });
    const read = await api.ask<object>('{ account { nextTariff { tariff { pricePerMinute } } } }', {}, owner.token);
    expect(read.data).toMatchObject({ account: { nextTariff: { tariff: { pricePerMinute: '0.10' } } } });
  });

  it('disables and enables a service', async () => {
    expect((await decide('disableServiceFor'))['app']).toEqual({ service: 'DISABLED' });
    expect((await decide('enableServiceFor'))['app']).toEqual({ service: 'ENABLED' });
  });

  it.each(Object.keys(successes) as (keyof typeof successes)[])('may not %s without reason or right', async (name) => {
    expect(await decide(name, { reason: ' ' })).toMatchObject({ __typename: 'InvalidText', field: 'reason' });
    expect(await decide(name, {}, owner.token)).toMatchObject({ __typename: 'NotAllowed', role: 'OWNER' });
    expect(await decide(name, { accountId: owner.app })).toMatchObject({ __typename: 'NotFound', what: 'ACCOUNT' });
  });

  it('closes an account for ever', async () => {
    const closed = await decide('closeAccount', { reason: 'asked for' });
    expect(closed['account']).toMatchObject({ status: 'CLOSED', suspension: { reason: 'asked for' } });
    const topUp = await run(api, 'topUp', { amount: '1000.00', idempotencyKey: 'late' }, owner.token);
    expect(topUp).toMatchObject({ __typename: 'AccountClosed' });
    expect(await start()).toMatchObject({ __typename: 'AccountClosed' });
    for (const name of ['suspendAccount', 'resumeAccount', 'closeAccount', 'enableServiceFor'] as const) {
      expect(await decide(name)).toMatchObject({ __typename: 'AccountClosed', code: 'ACCOUNT_CLOSED' });
    }
  });
});

describe('an operator, looking for something', () => {
  const look = async (query: string, who = token): Promise<Record<string, unknown>> => {
    const { data, errors } = await api.ask<Record<string, unknown>>(query, {}, who);
    return errors.length > 0 ? { errors } : data;
  };

  it('finds an account by company, e-mail or number, with its apps and people', async () => {
    const node = { id: owner.account, company: '专线测试公司' };
    for (const text of ['测试', owner.email.toUpperCase(), `+86 ${owner.mobile}`]) {
      const answer = await look(`{ accounts(filter: { text: "${text}" }) { edges { node { id company } cursor } } }`);
      expect([text, answer]).toMatchObject([text, { accounts: { edges: [{ node }] } }]);
    }
    expect(await look('{ accounts(filter: { text: "nobody" }) { edges { cursor } } }')).toEqual({
      accounts: { edges: [] },
    });
    const about = `{ customerAccount(id: "${owner.account}") { id balance available minutesLeft
      apps { id service stoppedByProvider maxDurationSecondsDefault } members { email role } } }`;
    expect(await look(about)).toMatchObject({
      customerAccount: {
        id: owner.account,
        apps: [{ id: owner.app, service: 'ENABLED', stoppedByProvider: null }],
        members: [{ email: owner.email, role: 'OWNER' }],
      },
    });
    expect(await look(`{ customerAccount(id: "${owner.app}") { id } }`)).toEqual({ customerAccount: null });
  });

  it('finds calls by either number, and reads the trail', async () => {
    const call = { node: { caller: '13900000001', callees: ['13800000061'], account: { id: owner.account } } };
    for (const number of ['139 0000 0001', '13800000061']) {
      const found = await look(`{ findCalls(filter: { number: "${number}" }) { edges {
        node { caller callees account { id } } } } }`);
      expect(found).toMatchObject({ findCalls: { edges: [call] } });
    }
    const { operatorActions } = await look(`{ operatorActions(filter: {
      accountId: "${owner.account}", action: CLOSE_ACCOUNT }) {
      edges { node { action reason subject operatorEmail account { id } details { name value } } }
      pageInfo { hasNextPage } } }`);
    const node = {
      action: 'CLOSE_ACCOUNT',
      reason: 'asked for',
      subject: owner.account,
      operatorEmail: 'desk@example.cn',
    };
    const { edges } = operatorActions as { edges: { node: { details: { name: string; value: string }[] } }[] };
    expect(operatorActions).toMatchObject({ pageInfo: { hasNextPage: false } });
    expect(edges).toHaveLength(2);
    const having = (name: string, value: string): unknown =>
      edges.find(({ node: { details } }) => details.some((one) => one.name === name && one.value === value))?.node;
    expect(having('after', 'CLOSED')).toMatchObject(node);
    // Told in the same moment, for time stands still here: which comes first is left open.
    expect(having('refused', 'ACCOUNT_CLOSED')).toMatchObject({ action: 'CLOSE_ACCOUNT' });
  });

  it.each(['accounts', 'findCalls', 'operatorActions'])('is refused %s as a member', async (name) => {
    const { errors } = await look(`{ ${name} { pageInfo { hasNextPage } } }`, owner.token);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});
