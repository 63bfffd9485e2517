import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import type { Api, GraphQLFailure } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { credit, customerOf } from './customer.ts';
import { run } from './operations.ts';

let api: Api;
let owner: Customer;
let agent: Customer;
beforeAll(async () => {
  api = await startApi();
  owner = await customerOf(api);
  agent = await customerOf(api, { role: 'AGENT' });
  for (const index of [1, 2, 3]) await call(index);
});
afterAll(async () => {
  expect(api.openViews()).toBe(0);
  await api.stop();
});

async function call(index: number): Promise<void> {
  const caller = index === 3 ? '057186778825' : '13900000001';
  const order = { appId: owner.app, caller, callee: `1380000000${index}`, reference: `order ${index}` };
  await run(api, 'startCall', { ...order, maxDurationSeconds: 60, idempotencyKey: `call ${index}` }, owner.token);
}

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function page(field: string, node: string, given: string, token = owner.token): Promise<Page> {
  const query = `{ page: ${field}${given} { edges { cursor node { ${node} } } pageInfo { hasNextPage endCursor } } }`;
  const { data, errors } = await api.ask<{ page: Page }>(query, {}, token);
  expect(errors).toEqual([]);
  return data.page;
}

async function failure(query: string, token?: string): Promise<GraphQLFailure | undefined> {
  return (await api.ask(query, {}, token)).errors[0];
}

describe('Queries', () => {
  it('show who is signed in, the account in money and minutes, and its apps', async () => {
    const rich = await customerOf(api, { fen: 1000_00 });
    const query = `{ me { email role mobile }
      account { id company balance reserved available minutesLeft remainder }
      apps { id name service maxDurationSecondsDefault maxDurationSecondsCeiling createdAt }
      app(id: "${rich.app}") { id } }`;
    const { data } = await api.ask(query, {}, rich.token);
    const amounts = {
      balance: '1000.00',
      reserved: '0.00',
      available: '1000.00',
      minutesLeft: 8333,
      remainder: '0.04',
    };
    const limits = { maxDurationSecondsDefault: 1800, maxDurationSecondsCeiling: 7200 };
    expect(data).toMatchObject({
      me: { email: rich.email, role: 'OWNER', mobile: rich.mobile },
      account: { id: rich.account, company: '专线测试公司', ...amounts },
      apps: [{ id: rich.app, name: '客服', service: 'ENABLED', ...limits }],
      app: { id: rich.app },
    });
    expect(JSON.stringify(data)).toMatch(/"createdAt":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/);
  });

  it('show more minutes than 32 bits hold', async () => {
    const { token, account } = await customerOf(api);
    await credit(api, account, 30_000_000_000);
    const { data } = await api.ask('{ account { minutesLeft } }', {}, token);
    expect(data).toEqual({ account: { minutesLeft: 2_500_008_333 } });
  });

  it("answer null for an app or call that is another account's, or is not there", async () => {
    const { edges } = await page('calls', 'id', '(first: 1)');
    for (const id of [String(edges[0]?.node['id']), owner.app, 'no id', '']) {
      const { data, errors } = await api.ask(`{ app(id: "${id}") { id } call(id: "${id}") { id } }`, {}, agent.token);
      expect([data, errors]).toEqual([{ app: null, call: null }, []]);
    }
  });

  it('need a token', async () => {
    const queries = ['me { id }', 'account { id }', 'apps { id }', 'app(id: "x") { id }', 'call(id: "x") { id }'];
    const lists = ['calls', 'topUps', 'ledger'].map((name) => `${name} { pageInfo { hasNextPage } }`);
    const quote = 'quoteCall(input: { appId: "x" }) { __typename }';
    for (const query of [...queries, ...lists, quote]) {
      expect((await failure(`{ ${query} }`))?.extensions.code).toBe('UNAUTHENTICATED');
      expect((await failure(`{ ${query} }`, 'wrong'))?.extensions.code).toBe('UNAUTHENTICATED');
    }
  });

  it('refuse what the role may not, with what it was', async () => {
    for (const list of ['topUps', 'ledger']) {
      const error = await failure(`{ ${list} { pageInfo { hasNextPage } } }`, agent.token);
      expect(error?.extensions).toEqual({ code: 'FORBIDDEN', operation: 'viewMoney', role: 'AGENT' });
    }
  });

  it('close their view also where a field fails while others are read', async () => {
    const query = '{ account { id } ledger { edges { node { id } } } calls { edges { node { app { id } } } } }';
    await api.ask(query, {}, agent.token);
    await until('all views are closed', () => Promise.resolve(api.openViews() === 0 ? true : null), 5);
  });
});

describe('Lists', () => {
  it('are read page by page, newest first', async () => {
    const first = await page('calls', 'id callee app { id }', '(first: 2)');
    expect(first.edges).toHaveLength(2);
    expect(first.pageInfo).toEqual({ hasNextPage: true, endCursor: first.edges[1]?.cursor });
    expect(first.edges[0]?.node['app']).toEqual({ id: owner.app });
    const second = await page('calls', 'callee', `(first: 2, after: "${first.pageInfo.endCursor ?? ''}")`);
    expect(second.edges).toHaveLength(1);
    expect(second.pageInfo.hasNextPage).toBe(false);
    const callees = [...first.edges, ...second.edges].map(({ node }) => node['callee']);
    expect(callees.sort()).toEqual(['13800000001', '13800000002', '13800000003']);
    expect(await page('calls', 'id', '', agent.token)).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  });

  it('show payments and postings', async () => {
    await run(api, 'topUp', { amount: '1000.00', idempotencyKey: 'listed' }, owner.token);
    const paid = await page('topUps', 'id amount status reference paidAt', '');
    expect(paid.edges[0]?.node).toMatchObject({ amount: '1000.00', status: 'PAID' });
    const posted = await page(
      'ledger',
      'kind debit credit amount balanceAfter subject postedAt accountingAt',
      '(first: 1)',
    );
    expect(posted.edges[0]?.node).toMatchObject({
      kind: 'TOP_UP',
      debit: 'FUNDS',
      credit: 'CUSTOMER',
      amount: '1000.00',
      balanceAfter: '2000.00',
      subject: paid.edges[0]?.node['id'],
    });
    const next = await page('ledger', 'amount', `(after: "${posted.pageInfo.endCursor ?? ''}")`);
    expect(next.edges.map(({ node }) => node['amount'])).toEqual(['1000.00']);
  });

  it.each([
    ['caller: "+86 571 8677-8825"', 1],
    ['caller: "057186778825"', 1],
    ['caller: "0086 139 0000 0001"', 2],
    ['callee: "138-0000-0002"', 1],
    ['callee: "no number"', 0],
    ['reference: " order 3 "', 1],
    ['appId: "no id"', 0],
    ['from: "2000-01-01T00:00:00Z"', 3],
    ['from: "9999-01-01T00:00:00.000+08:00"', 0],
    ['to: "2000-01-01T00:00:00Z"', 0],
    ['from: null, caller: null', 3],
  ])('of calls are filtered by %s', async (filter, count) => {
    expect((await page('calls', 'id', `(filter: { ${filter} })`)).edges).toHaveLength(count);
  });

  it.each([
    ['first: 0', 'first'],
    ['first: -1', 'first'],
    ['first: 101', 'first'],
    ['after: "garbage"', 'after'],
    ['after: ""', 'after'],
    [`after: "${Buffer.from('1:no-uuid').toString('base64url')}"`, 'after'],
    [`after: "${Buffer.from(`1:${'-'.repeat(36)}`).toString('base64url')}"`, 'after'],
    [`after: "${Buffer.from(`${'9'.repeat(20)}:${crypto.randomUUID()}`).toString('base64url')}"`, 'after'],
  ])('take no (%s)', async (given, field) => {
    for (const list of ['calls', 'topUps', 'ledger']) {
      const error = await failure(`{ ${list}(${given}) { pageInfo { hasNextPage } } }`, owner.token);
      expect(error?.extensions).toEqual({ code: 'BAD_USER_INPUT', field });
    }
  });

  it.each(['"yesterday"', '"2026-13-01T00:00:00Z"', '5', '"2026-01-01"'])('take no %s for a time', async (time) => {
    const error = await failure(`{ calls(filter: { from: ${time} }) { pageInfo { hasNextPage } } }`, owner.token);
    expect(error?.extensions.code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
  });

  it('take the furthest cursor there can be', async () => {
    const far = Buffer.from(`${'9'.repeat(15)}:${crypto.randomUUID()}`).toString('base64url');
    expect((await page('calls', 'id', `(after: "${far}")`)).edges).toHaveLength(3);
  });
});
