import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CryptoRandom } from '../../../src/adapters/system/crypto-random.ts';
import { addOperator } from '../../../src/application/add-operator.ts';
import type { CallId, ProviderSession, TopUpId } from '../../../src/domain/ids.ts';
import { Money } from '../../../src/domain/money.ts';
import type { CallReport } from '../../../src/domain/report.ts';
import { TopUp } from '../../../src/domain/top-up.ts';
import * as a from '../../support/a.ts';
import { cheapPasswords } from '../../support/fixed.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf, password } from './customer.ts';

interface Result {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

let api: Api;
let owner: Customer;
let token: string;
let count = 0;

beforeAll(async () => {
  api = await startApi();
  owner = await customerOf(api);
  const { operators, clock } = api.postgres;
  const email = 'desk@example.cn';
  await addOperator({ operators, clock, passwords: cheapPasswords, random: new CryptoRandom() })({ email, password });
  token = (await api.application.operatorSignIn({ email, password })).accessToken;
});
afterAll(async () => {
  expect(api.openViews()).toBe(0);
  await api.stop();
});

const selections: Readonly<Record<string, string>> = {
  resolveDiscrepancy: 'replayed difference call { id charge } account { balance available }',
  resolveParkedCallback: 'replayed call { id status charge }',
  settleSuspense: 'replayed left account { id company balance reserved available }',
  postAdjustment: 'replayed subject account { balance }',
  closeAlarm: 'replayed kind subject',
};

async function decide(name: string, input: object, who = token): Promise<Result> {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  const more = ['settleSuspense', 'postAdjustment'].includes(name)
    ? '... on InsufficientBalance { available required }'
    : '';
  const query = `mutation Decide($input: ${type}Input!) { result: ${name}(input: $input) { __typename
    ... on ${type}Success { ${selections[name]!} } ... on Rejection { code message }
    ${more} ... on NotAllowed { operation role } } }`;
  const common = { accountId: owner.account, reason: 'ticket 4711', idempotencyKey: `key ${++count}` };
  const { data, errors } = await api.ask<{ result: Result }>(query, { input: { ...common, ...input } }, who);
  expect(errors).toEqual([]);
  return data.result;
}

async function list(field: string, node: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const query = `{ list: ${field} { edges { node { ${node} } } } }`;
  const { data, errors } = await api.ask<{ list: { edges: { node: Record<string, unknown> }[] } }>(query, {}, token);
  expect(errors).toEqual([]);
  return data.list.edges.map(({ node: one }) => one);
}

async function ledger(): Promise<readonly unknown[]> {
  const query =
    '{ ledger(first: 3) { edges { node { kind debit credit amount callId call { id kind } reference } } } }';
  const { data } = await api.ask<{ ledger: { edges: { node: unknown }[] } }>(query, {}, owner.token);
  return data.ledger.edges.map(({ node }) => node);
}

/** An open call of the owner. */
async function placed(): Promise<CallId> {
  const id = crypto.randomUUID() as CallId;
  const call = a.openCall({ session: id as string as ProviderSession }, { id, account: owner.account, app: owner.app });
  await api.postgres.accounts.decide(owner.account, {}, (facts) => ({
    answer: undefined,
    saves: { account: facts.account.reserve(call.order.reservation), call },
  }));
  return id;
}

function deliver(report: CallReport | null, text = JSON.stringify(report)): Promise<string> {
  const app = a.app({ id: owner.app, account: owner.account });
  const bodyHash = createHash('sha256').update(text).digest('hex');
  return api.application.receiveCallback({ app, signedAt: new Date(), body: Buffer.from(text), bodyHash, report });
}

const reportOf = (call: CallId, talkSeconds: number): CallReport =>
  a.report({ session: call as string as ProviderSession, talkSeconds });

const balance = async (): Promise<bigint> =>
  api.postgres.accounts.decide(owner.account, {}, ({ account }) => ({ answer: account.balance.fen }));

const available = async (): Promise<Money> =>
  api.postgres.accounts.decide(owner.account, {}, ({ account }) => ({ answer: account.available }));

describe('An operator, over the API', () => {
  it('posts an adjustment once per key and once per reference, and the customer reads it in its ledger', async () => {
    const input = { kind: 'CREDIT', amount: '1.20', reference: 'ticket 1', idempotencyKey: 'once' };
    const first = await decide('postAdjustment', input);
    expect(first).toMatchObject({ __typename: 'PostAdjustmentSuccess', replayed: false });
    expect(await decide('postAdjustment', input)).toEqual({ ...first, replayed: true });
    const twin = await decide('postAdjustment', { ...input, idempotencyKey: 'another' });
    expect(twin).toMatchObject({ __typename: 'ReferenceTaken', code: 'REFERENCE_TAKEN' });
    const route = { debit: 'REVENUE', credit: 'CUSTOMER', amount: '1.20' };
    expect((await ledger())[0]).toEqual({
      kind: 'ADJUSTMENT_CREDIT',
      ...route,
      callId: null,
      call: null,
      reference: 'ticket 1',
    });
    const much = { kind: 'PAY_OUT', amount: '9999999.00', reference: 'all' };
    expect(await decide('postAdjustment', much)).toMatchObject({
      __typename: 'InsufficientBalance',
      required: '9999999.00',
    });
    const nothing = { ...input, amount: '0.00', idempotencyKey: 'zero' };
    expect((await decide('postAdjustment', nothing)).__typename).toBe('AmountOutOfRange');
  });

  it('decides about a discrepancy', async () => {
    const call = await placed();
    await deliver(reportOf(call, 61));
    await deliver(reportOf(call, 30));
    const before = await balance();
    const fields = 'reportedSeconds decision difference resolvedAt call { id }';
    expect((await list('discrepancies(open: true)', fields))[0]).toMatchObject({ reportedSeconds: 30, decision: null });
    const input = { callId: call, reportedSeconds: 30, decision: 'POST' };
    expect(await decide('resolveDiscrepancy', input)).toMatchObject({ difference: '-0.12', call: { charge: '0.24' } });
    expect(await balance()).toBe(before + 12n);
    expect((await ledger())[0]).toMatchObject({
      kind: 'CORRECTION_CREDIT',
      amount: '0.12',
      callId: call,
      call: { id: call, kind: 'CALL' },
    });
    expect((await list('discrepancies(open: false)', fields))[0]).toMatchObject({
      decision: 'POST',
      call: { id: call },
    });
    expect(await decide('resolveDiscrepancy', input)).toMatchObject({ __typename: 'DiscrepancyResolved' });
    expect(await list('alarms(filter: { open: true, kind: DISCREPANCY })', 'subject')).toEqual([]);
  });

  it('matches or dismisses a parked callback', async () => {
    await deliver(null, '{"odd":1}');
    const [parked] = await list('parkedCallbacks', 'appId bodyHash');
    const dismissed = await decide('resolveParkedCallback', { ...parked, decision: 'DISMISS' });
    expect(dismissed).toEqual({ __typename: 'ResolveParkedCallbackSuccess', replayed: false, call: null });
    const stranger = crypto.randomUUID() as CallId;
    await deliver(reportOf(stranger, 61));
    const [other] = await list('parkedCallbacks', 'appId bodyHash');
    const call = await placed();
    const misfit = await decide('resolveParkedCallback', { ...other, decision: 'MATCH', callId: call });
    expect(misfit.__typename).toBe('CallbackDoesNotFit');
  });

  it('collects what is in suspense', async () => {
    const call = await placed();
    await decide('postAdjustment', { kind: 'PAY_OUT', amount: (await available()).toYuan(), reference: 'out' });
    await deliver(reportOf(call, 86_400));
    const waiting = await list('suspense', 'amount since call { id }');
    expect(waiting).toMatchObject([{ call: { id: call } }]);
    const input = { callId: call, decision: 'COLLECT' };
    expect((await decide('settleSuspense', input)).__typename).toBe('InsufficientBalance');
    await decide('postAdjustment', { kind: 'PAY_IN', amount: '500.00', reference: 'in' });
    expect(await decide('settleSuspense', input)).toMatchObject({ left: '0.00', replayed: false });
    expect(await list('suspense', 'amount')).toEqual([]);
    expect((await decide('settleSuspense', input)).__typename).toBe('NothingInSuspense');
  });

  it('finds, confirms and cancels top-ups by what customers write on their transfers', async () => {
    const order = async (): Promise<TopUp> => {
      const { accounts, clock } = api.postgres;
      const id = crypto.randomUUID() as TopUpId;
      const topUp = TopUp.request(id, owner.account, Money.fen(1000_00), clock.service());
      await accounts.decide(owner.account, {}, () => ({ answer: undefined, saves: { topUp } }));
      return topUp;
    };
    const [first, second] = [await order(), await order()];
    const decideOn = async (name: 'confirmTopUp' | 'cancelTopUp', topUp: TopUp, more: object): Promise<unknown> => {
      const type = name === 'confirmTopUp' ? 'ConfirmTopUp' : 'CancelTopUp';
      const input = { reference: topUp.transferReference, reason: 'r', idempotencyKey: `key ${++count}`, ...more };
      const query = `mutation Decide($input: ${type}Input!) { result: ${name}(input: $input) { __typename
        ... on ${type}Success { found { topUp { id status reference } account { id } } } } }`;
      return (await api.ask<{ result: unknown }>(query, { input }, token)).data.result;
    };
    const before = await balance();
    const bank = { amountReceived: '1000.00', bankReference: 'bank 7' };
    expect(await decideOn('confirmTopUp', first, bank)).toMatchObject({
      found: { topUp: { id: first.id, status: 'PAID', reference: 'bank 7' }, account: { id: owner.account } },
    });
    expect(await decideOn('confirmTopUp', second, bank)).toMatchObject({ __typename: 'ReferenceTaken' });
    const less = { amountReceived: '999.00', bankReference: 'bank 8' };
    expect(await decideOn('confirmTopUp', second, less)).toMatchObject({ __typename: 'AmountDiffers' });
    expect(await decideOn('cancelTopUp', second, {})).toMatchObject({ found: { topUp: { status: 'CANCELED' } } });
    expect(await balance()).toBe(before + 1000_00n);
    const look = `{ topUpByReference(reference: "${first.transferReference}") { topUp { status transferReference payTo } } }`;
    const { data } = await api.ask<object>(look, {}, token);
    expect(data).toEqual({ topUpByReference: { topUp: { status: 'PAID', transferReference: null, payTo: null } } });
  });

  it('closes an alarm of which there is nothing more to decide', async () => {
    const alarm = { kind: 'LATE_CHARGE', subject: 'x' };
    expect((await decide('closeAlarm', alarm)).__typename).toBe('AlarmNotOpen');
    const alarms = [{ ...alarm, openedAt: a.noon } as const] as never;
    await api.postgres.accounts.decide(owner.account, {}, () => ({ answer: undefined, saves: { alarms } }));
    expect(await decide('closeAlarm', alarm)).toEqual({ __typename: 'CloseAlarmSuccess', replayed: false, ...alarm });
  });

  it('and nobody else does', async () => {
    const input = { kind: 'CREDIT', amount: '1.20', reference: 'mine' };
    const no = { __typename: 'NotAllowed', operation: 'postAdjustment', role: 'OWNER' };
    expect(await decide('postAdjustment', input, owner.token)).toMatchObject(no);
    const { errors } = await api.ask('{ suspense { edges { cursor } } }', {}, owner.token);
    expect(errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', operation: 'viewDesk' });
  });
});
