import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CryptoRandom } from '../../../src/adapters/system/crypto-random.ts';
import { addOperator } from '../../../src/application/add-operator.ts';
import type { Alarm } from '../../../src/domain/alarm.ts';
import type { Call } from '../../../src/domain/call.ts';
import type { CallId, ProviderSession } from '../../../src/domain/ids.ts';
import * as a from '../../support/a.ts';
import { cheapPasswords } from '../../support/fixed.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf, password } from './customer.ts';
import { send } from './operations.ts';
import { TestSocket } from './socket.ts';

interface Result {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

let api: Api;
let owner: Customer;
let token: string;
const email = 'desk@example.cn';

beforeAll(async () => {
  api = await startApi();
  owner = await customerOf(api);
  const { operators, clock } = api.postgres;
  await addOperator({ operators, clock, passwords: cheapPasswords, random: new CryptoRandom() })({ email, password });
  token = String((await signIn(email, password))['accessToken']);
});
afterAll(async () => {
  expect(api.openViews()).toBe(0);
  await api.stop();
});

async function mutate(query: string, input: object, who?: string): Promise<Result> {
  const { data, errors } = await api.ask<{ result: Result }>(query, { input }, who);
  expect(errors).toEqual([]);
  return data.result;
}

const signIn = (who: string, secret: string): Promise<Result> =>
  mutate(
    `mutation In($input: OperatorSignInInput!) { result: operatorSignIn(input: $input) { __typename
      ... on OperatorSignInSuccess { operator { id email createdAt } accessToken accessExpires }
      ... on Rejection { code message retrySafe } } }`,
    { email: who, password: secret },
  );

const signOut = (who: string, everywhere = false): Promise<Result> =>
  mutate(
    `mutation Out($input: OperatorSignOutInput!) { result: operatorSignOut(input: $input) { __typename
      ... on OperatorSignOutSuccess { everywhere } ... on NotAllowed { operation role } } }`,
    { everywhere },
    who,
  );

const resolveQuery = `mutation Resolve($input: ResolveUnconfirmedCallInput!) {
  result: resolveUnconfirmedCall(input: $input) { __typename
    ... on ResolveUnconfirmedCallSuccess { replayed call {
      id account { id company } appId kind caller callees status moneyState session reservation talkSeconds charge } }
    ... on Rejection { code retrySafe retryAt }
    ... on NotAllowed { operation role } ... on NotFound { what } ... on CallNotUnconfirmed { status }
    ... on InvalidDuration { field minimumSeconds maximumSeconds } ... on SessionTaken { callId }
    ... on OtherSession { session } } }`;

/** An UNCONFIRMED call, old enough to be decided about or just placed. */
async function unconfirmed(old = true): Promise<CallId> {
  const placedAt = old ? a.noon : api.postgres.clock.service();
  return placed(a.unconfirmedCall({ ...ours(), placedAt, deadline: a.after(390, placedAt) }));
}

/** One that the provider accepted and cannot tell the end of, for which a person was called. */
async function overdue(session: string): Promise<CallId> {
  const call = a.openCall({ session: session as ProviderSession }, ours());
  return placed(call, [{ kind: 'CALL_OVERDUE', subject: call.id, openedAt: a.after(72 * 3600) }]);
}

const ours = () => ({ id: crypto.randomUUID() as CallId, account: owner.account, app: owner.app });

async function placed(call: Call, alarms: readonly Alarm[] = []): Promise<CallId> {
  await api.postgres.accounts.decide(owner.account, {}, (facts) => ({
    answer: undefined,
    saves: { account: facts.account.reserve(call.order.reservation), call, alarms },
  }));
  return call.id;
}

function decision(call: string, given: object = {}): object {
  const why = { reason: 'ticket 4711', idempotencyKey: crypto.randomUUID() };
  return { accountId: owner.account, callId: call, decision: 'SETTLE', talkSeconds: 61, ...why, ...given };
}

describe('Operators sign in', () => {
  it('with a token of their own, and are told wrong credentials in one way', async () => {
    const { operator, ...told } = await signIn(` ${email.toUpperCase()} `, password);
    expect([operator, told.__typename]).toMatchObject([{ email }, 'OperatorSignInSuccess']);
    const expires = Date.parse(String(told['accessExpires']));
    expect(Math.abs(expires - Date.now() - 8 * 3_600_000)).toBeLessThan(60_000);
    const wrong = await signIn(email, 'something else');
    expect(wrong).toMatchObject({ __typename: 'WrongCredentials', retrySafe: false });
    expect(await signIn('nobody@example.cn', password)).toEqual(wrong);
    expect(await signIn(owner.email, password)).toEqual(wrong);
  });

  it('and out: the token works no more', async () => {
    const mine = String((await signIn(email, password))['accessToken']);
    expect(await signOut(mine)).toEqual({ __typename: 'OperatorSignOutSuccess', everywhere: false });
    const { errors } = await api.ask('{ alarms { edges { cursor } } }', {}, mine);
    expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const no = { __typename: 'NotAllowed', operation: 'operatorSignOut', role: 'OWNER' };
    expect(await signOut(owner.token)).toEqual(no);
  });
});

describe('Between the desk and the accounts', () => {
  it.each(['unconfirmedCalls', 'discrepancies', 'parkedCallbacks', 'alarms'])(
    'stands a wall: members do not read %s, nor does who is not signed in',
    async (list) => {
      const query = `{ ${list} { edges { cursor } } }`;
      const member = await api.ask(query, {}, owner.token);
      expect(member.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', operation: 'viewDesk', role: 'OWNER' });
      expect((await api.ask(query)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    },
  );

  it.each(['me { id }', 'account { id }', 'apps { id }', 'calls { edges { cursor } }', 'ledger { edges { cursor } }'])(
    'operators do not read as members: %s',
    async (field) => {
      const { errors } = await api.ask(`{ ${field} }`, {}, token);
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    },
  );

  it('operators do not act as members: a rejection where it is typed, FORBIDDEN where it is about themselves', async () => {
    const order = { appId: owner.app, caller: '13900000001', callee: '13800000061', idempotencyKey: 'operator' };
    const role = { __typename: 'NotAllowed', role: 'OPERATOR' };
    expect((await send(api, 'startCall', order, token)).data.result).toMatchObject({ ...role, operation: 'startCall' });
    const payment = { amount: '1000.00', idempotencyKey: 'operator' };
    expect((await send(api, 'topUp', payment, token)).data.result).toMatchObject({ ...role, operation: 'topUp' });
    expect((await send(api, 'createApp', { name: 'x' }, token)).data.result).toMatchObject(role);
    for (const name of ['signOut', 'changePassword'] as const) {
      const input = name === 'signOut' ? {} : { currentPassword: password, newPassword: 'another long one' };
      expect((await send(api, name, input, token)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  it('an operator may open a socket, and watches nothing on it yet', async () => {
    const socket = await TestSocket.connected(api, token);
    const id = await unconfirmed();
    for (const field of ['accountUpdated { version }', `callUpdated(id: "${id}") { version }`]) {
      const watching = socket.subscribe(`subscription { ${field} }`);
      await watching.completes();
      const codes = watching.results.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions.code));
      expect([watching.results.length, codes]).toEqual([1, ['FORBIDDEN']]);
    }
    await signOut(token, true);
    socket.subscribe('subscription { accountUpdated { version } }');
    expect(await socket.closes()).toBe(4403);
    token = String((await signIn(email, password))['accessToken']);
  });
});

describe('resolveUnconfirmedCall', () => {
  it('settles by what the provider told, once per key', async () => {
    const call = await unconfirmed();
    const input = decision(call, { session: 'told by support' });
    const first = await mutate(resolveQuery, input, token);
    expect(first).toEqual({
      __typename: 'ResolveUnconfirmedCallSuccess',
      replayed: false,
      call: {
        id: call,
        account: { id: owner.account, company: '专线测试公司' },
        appId: owner.app,
        kind: 'CALL',
        caller: a.caller.digits,
        callees: [a.callee.digits],
        status: 'COMPLETED',
        moneyState: 'SETTLED',
        session: 'told by support',
        reservation: '0.60',
        talkSeconds: 61,
        charge: '0.24',
      },
    });
    expect(await mutate(resolveQuery, input, token)).toEqual({ ...first, replayed: true });
    const again = await mutate(resolveQuery, decision(call), token);
    expect(again).toMatchObject({ __typename: 'CallNotUnconfirmed', status: 'COMPLETED', retrySafe: false });
    const other = await mutate(resolveQuery, decision(await unconfirmed(), { session: 'told by support' }), token);
    expect(other).toMatchObject({ __typename: 'SessionTaken', callId: call });
  });

  it('shows its customer the call as ended, with its charge', async () => {
    const call = await unconfirmed();
    await mutate(resolveQuery, decision(call, { talkSeconds: 30 }), token);
    const query = `{ call(id: "${call}") { status moneyState session talkSeconds charge endedBy answeredAt } }`;
    const { data } = await api.ask<{ call: unknown }>(query, {}, owner.token);
    const told = { session: null, talkSeconds: 30, charge: '0.12', endedBy: 'UNKNOWN', answeredAt: null };
    expect(data.call).toEqual({ status: 'COMPLETED', moneyState: 'SETTLED', ...told });
  });

  it('voids what never rang', async () => {
    const nothing = { decision: 'VOID', talkSeconds: null };
    const { call } = await mutate(resolveQuery, decision(await unconfirmed(), nothing), token);
    expect(call).toMatchObject({ status: 'FAILED', moneyState: 'VOIDED', talkSeconds: null, charge: null });
  });

  it('ends what the provider accepted and cannot tell the end of, which the desk lists until then', async () => {
    const call = await overdue('lost');
    const waiting = async (): Promise<boolean> =>
      (await list('unconfirmedCalls(first: 100)', 'id')).edges.some(({ node }) => node['id'] === call);
    expect(await waiting()).toBe(true);
    const other = await mutate(resolveQuery, decision(call, { session: 'found' }), token);
    expect(other).toMatchObject({ __typename: 'OtherSession', session: 'lost', retrySafe: false });
    const done = await mutate(resolveQuery, decision(call), token);
    expect(done).toMatchObject({ call: { id: call, status: 'COMPLETED', session: 'lost', charge: '0.24' } });
    expect(await waiting()).toBe(false);
    expect((await list('alarms(filter: { kind: CALL_OVERDUE, open: true })', 'id')).edges).toEqual([]);
  });

  it('waits for the deadline, and says when that is', async () => {
    const no = await mutate(resolveQuery, decision(await unconfirmed(false)), token);
    expect(no).toMatchObject({ __typename: 'CallMayBeAlive', retrySafe: true });
    const left = Date.parse(String(no['retryAt'])) - api.postgres.clock.service().getTime();
    expect(left).toBe(390_000);
  });

  it.each([
    ['SETTLE without seconds', { talkSeconds: null }, 'talkSeconds'],
    ['VOID with seconds', { decision: 'VOID' }, 'talkSeconds'],
    ['VOID with a session', { decision: 'VOID', talkSeconds: null, session: 's' }, 'session'],
  ])('takes no input that says two things: %s', async (_name, given, field) => {
    const { errors } = await api.ask(resolveQuery, { input: decision(owner.app, given) }, token);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('finds a call in its own account only, and is refused to members', async () => {
    const call = await unconfirmed();
    const { account } = await customerOf(api);
    const lost = await mutate(resolveQuery, decision(call, { accountId: account }), token);
    expect(lost).toMatchObject({ __typename: 'NotFound', what: 'CALL' });
    const nobody = await mutate(resolveQuery, decision(call, { accountId: 'no id' }), token);
    expect(nobody).toMatchObject({ __typename: 'NotFound', what: 'ACCOUNT' });
    const role = { operation: 'resolveUnconfirmedCall', role: 'OWNER' };
    expect(await mutate(resolveQuery, decision(call), owner.token)).toMatchObject({
      __typename: 'NotAllowed',
      ...role,
    });
    const { errors } = await api.ask(resolveQuery, { input: decision(call) });
    expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

interface List {
  readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function list(field: string, node: string): Promise<List> {
  const query = `{ list: ${field} { edges { node { ${node} } } pageInfo { hasNextPage endCursor } } }`;
  const { data, errors } = await api.ask<{ list: List }>(query, {}, token);
  expect(errors).toEqual([]);
  return data.list;
}

describe('The desk lists', () => {
  const whose = { account: { company: '专线测试公司' } };

  it('UNCONFIRMED calls, page by page, with what the provider asks for', async () => {
    const calls = [await unconfirmed(), await unconfirmed()];
    const fields = 'id account { company } caller callees status session placedAt deadline reservation';
    const first = await list('unconfirmedCalls(first: 1)', fields);
    const callees = [a.callee.digits];
    expect(first.edges[0]?.node).toMatchObject({ ...whose, caller: a.caller.digits, callees, status: 'UNCONFIRMED' });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = await list(`unconfirmedCalls(first: 100, after: "${String(first.pageInfo.endCursor)}")`, 'id');
    const ids = [...first.edges, ...rest.edges].map(({ node }) => node['id']);
    expect(ids).toEqual(expect.arrayContaining(calls));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('discrepancies, parked callbacks and their alarms', async () => {
    const call = await unconfirmed();
    await mutate(resolveQuery, decision(call, { talkSeconds: 30, session: 'known' }), token);
    const app = a.app({ id: owner.app, account: owner.account });
    const deliver = (text: string, report: ReturnType<typeof a.report> | null): Promise<string> =>
      api.application.receiveCallback({
        app,
        signedAt: new Date(),
        body: Buffer.from(text),
        bodyHash: text.padEnd(64, '0'),
        report,
      });
    await deliver('differs', a.report({ session: 'known' as never, talkSeconds: 31 }));
    await deliver('{"odd":"好"}', null);
    const discrepancies = await list(
      'discrepancies',
      'id call { id account { company } caller session charge } settledSeconds reportedSeconds source receivedAt',
    );
    expect(discrepancies.edges.map(({ node }) => node)).toMatchObject([
      {
        call: { ...whose, id: call, session: 'known', charge: '0.12', caller: a.caller.digits },
        settledSeconds: 30,
        reportedSeconds: 31,
        source: 'CALLBACK',
      },
    ]);
    const parked = await list(
      'parkedCallbacks',
      'id account { company } appId reason receivedAt session numbers talkSeconds bodyHash body',
    );
    expect(parked.edges.map(({ node }) => node)).toMatchObject([
      { ...whose, appId: owner.app, reason: 'NOT_UNDERSTOOD', session: null, talkSeconds: null, body: '{"odd":"好"}' },
    ]);
    const alarms = await list('alarms(filter: { open: true })', 'kind subject closedAt account { company }');
    // Both were opened within a millisecond or so, which leaves their order to chance.
    expect(alarms.edges).toHaveLength(2);
    expect(alarms.edges.map(({ node }) => node)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'CALLBACK_PARKED',
          subject: parked.edges[0]?.node['bodyHash'],
          closedAt: null,
        }),
        expect.objectContaining({ kind: 'DISCREPANCY', subject: call, closedAt: null }),
      ]),
    );
    expect((await list('alarms(filter: { kind: SHORTFALL })', 'id')).edges).toEqual([]);
    const closed = await list('alarms(filter: { open: false })', 'kind');
    expect(closed.edges.filter(({ node }) => node['kind'] !== 'CALL_OVERDUE')).toEqual([]);
  });

  it('and give their connections back, more often than there are connections', async () => {
    for (let n = 0; n < 6; n++) {
      await list('alarms', 'id');
      await api.ask('{ alarms(first: 0) { edges { cursor } } }', {}, token);
    }
    expect((await list('unconfirmedCalls', 'id')).edges.length).toBeGreaterThan(0);
  });

  it('and the log names the operator, and no telephone', () => {
    const lines = api.logged.filter(({ fields }) => fields['operator'] !== undefined);
    expect(lines.length).toBeGreaterThan(5);
    expect(JSON.stringify(lines)).not.toContain(a.caller.digits);
  });
});
