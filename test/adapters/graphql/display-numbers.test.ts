import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CryptoRandom } from '../../../src/adapters/system/crypto-random.ts';
import * as a from '../../support/a.ts';
import { cheapPasswords } from '../../support/fixed.ts';
import { operatorOf } from '../../support/operators.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf } from './customer.ts';
import type { Result } from './operations.ts';

const node = 'id appId side number status requestedAt decidedAt ticket appliesFrom appliesUntil reason';
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
afterAll(async () => {
  expect(api.openViews()).toBe(0);
  await api.stop();
});

async function mutate(name: string, input: object, token: string): Promise<Result> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const text = `mutation Run($input: ${type}Input!) { result: ${name}(input: $input) { __typename
    ... on ${type}Success { displayNumber { ${node} } } ... on Rejection { code retrySafe }
    ... on ${name.startsWith('request') ? 'DisplayNumberPending { displayNumberId' : 'NotFound { what'} } } }`;
  const { data, errors } = await api.ask<{ result: Result }>(text, { input }, token);
  expect(errors).toEqual([]);
  return data.result;
}

const ask = (given: object = {}, token = owner.token): Promise<Result> =>
  mutate('requestDisplayNumber', { appId: owner.app, side: 'CALLEE_SEES', number: '400-800-1234', ...given }, token);

const idOf = ({ displayNumber }: Result): string => (displayNumber as { id: string }).id;

function order(id: string, given: object = {}): object {
  const why = { reason: 'Ms. Wang', idempotencyKey: crypto.randomUUID() };
  return { accountId: owner.account, displayNumberId: id, ...why, ...given };
}

async function waiting(): Promise<readonly unknown[]> {
  const text = `{ requestedDisplayNumbers { edges { node { account { id company } displayNumber { ${node} } } } } }`;
  const { data, errors } = await api.ask<{ requestedDisplayNumbers: { edges: { node: unknown }[] } }>(
    text,
    {},
    operator,
  );
  expect(errors).toEqual([]);
  return data.requestedDisplayNumbers.edges.map((edge) => edge.node);
}

describe('A display number', () => {
  it('is asked for, waits on the desk, is approved, superseded and revoked, and stays on record', async () => {
    const first = await ask();
    const nothing = { decidedAt: null, ticket: null, appliesFrom: null, appliesUntil: null, reason: null };
    const asked = { appId: owner.app, side: 'CALLEE_SEES', number: '4008001234', status: 'REQUESTED', ...nothing };
    expect(first).toMatchObject({ __typename: 'RequestDisplayNumberSuccess', displayNumber: asked });
    const id = idOf(first);
    expect(await ask()).toMatchObject({ __typename: 'DisplayNumberPending', displayNumberId: id, retrySafe: false });
    const company = { id: owner.account, company: '专线测试公司' };
    expect(await waiting()).toEqual([{ account: company, displayNumber: first['displayNumber'] }]);

    const agreed = { ticket: 'ticket 4711', appliesFrom: a.after(60).toISOString() };
    const approved = await mutate('approveDisplayNumber', order(id, agreed), operator);
    expect(approved).toMatchObject({ displayNumber: { status: 'APPROVED', ...agreed, appliesUntil: null } });
    expect(await waiting()).toEqual([]);

    const second = idOf(await ask({ number: '057186778825' }));
    const from = { ticket: 'ticket 4712', appliesFrom: a.after(120).toISOString() };
    await mutate('approveDisplayNumber', order(second, from), operator);
    await mutate('revokeDisplayNumber', order(second), operator);
    const query = `{ app(id: "${owner.app}") { displayNumbers(first: 5) { edges { node { ${node} } } } } }`;
    const { data } = await api.ask<{ app: { displayNumbers: { edges: { node: object }[] } } }>(query, {}, owner.token);
    const nodes = data.app.displayNumbers.edges.map((edge) => edge.node);
    expect(nodes).toHaveLength(2);
    expect(nodes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id, status: 'SUPERSEDED', appliesUntil: from.appliesFrom }),
        expect.objectContaining({ id: second, status: 'REVOKED', reason: 'Ms. Wang', ...from }),
      ]),
    );
  });

  it('is withdrawn, or rejected, and then decided about no more', async () => {
    const withdrawn = idOf(await ask({ side: 'CALLER_SEES' }));
    const back = await mutate('withdrawDisplayNumber', { displayNumberId: withdrawn }, owner.token);
    expect(back).toMatchObject({ displayNumber: { status: 'WITHDRAWN' } });
    const no = { __typename: 'DisplayNumberNotRequested', code: 'DISPLAY_NUMBER_NOT_REQUESTED', retrySafe: false };
    expect(await mutate('rejectDisplayNumber', order(withdrawn), operator)).toEqual(no);
    const rejected = idOf(await ask({ side: 'CALLER_SEES' }));
    const told = await mutate('rejectDisplayNumber', order(rejected), operator);
    expect(told).toMatchObject({ displayNumber: { status: 'REJECTED', reason: 'Ms. Wang' } });
    expect(await mutate('revokeDisplayNumber', order(rejected), operator)).toMatchObject({
      __typename: 'DisplayNumberNotApproved',
    });
  });

  it("is nobody else's: not another account's, and no member decides", async () => {
    const id = idOf(await ask({ side: 'CALLER_SEES' }));
    const other = await customerOf(api);
    const lost = { __typename: 'NotFound', what: 'DISPLAY_NUMBER' };
    expect(await mutate('withdrawDisplayNumber', { displayNumberId: id }, other.token)).toMatchObject(lost);
    expect(await mutate('rejectDisplayNumber', order(id, { accountId: other.account }), operator)).toMatchObject(lost);
    expect(await mutate('rejectDisplayNumber', order(id), owner.token)).toMatchObject({ __typename: 'NotAllowed' });
    expect(await ask({}, other.token)).toMatchObject({ __typename: 'NotFound' });
    const { errors } = await api.ask('{ requestedDisplayNumbers { edges { cursor } } }', {}, owner.token);
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
    await mutate('withdrawDisplayNumber', { displayNumberId: id }, owner.token);
  });

  it('has a number of a shape that can be shown', async () => {
    expect(await ask({ number: '8008001234' })).toMatchObject({ __typename: 'InvalidNumber' });
    expect(await ask({ number: '+852 2123 4567' })).toMatchObject({ __typename: 'ForeignNumber' });
  });
});
