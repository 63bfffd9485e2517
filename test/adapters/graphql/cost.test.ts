import {
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
  getOperationAST,
  isLeafType,
  parse,
  validate,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { costOf, LENGTHS } from '../../../src/adapters/graphql/operations/cost.ts';
import { schema } from '../../isolation/fields.ts';
import type { Api } from './api.ts';
import { startApi } from './api.ts';
import { until } from '../../support/until.ts';
import { customerOf } from './customer.ts';
import { own } from './origins.ts';
import { TestSocket } from './socket.ts';

function cost(text: string, variables: Readonly<Record<string, unknown>> = {}): number {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  return costOf(schema, document, getOperationAST(document)!, variables);
}

describe('The cost of an operation', () => {
  it.each([
    ['{ __typename }', 1],
    ['{ account { id balance } }', 3],
    // edges, node and id, twenty times, and the page's own.
    ['{ calls { edges { node { id } } } }', 1 + 20 * 3],
    ['{ calls(first: 100) { edges { node { id } } } }', 1 + 100 * 3],
    ['{ calls(first: 7) { edges { node { legs { cause } } } } }', 1 + 7 * (1 + 1 + 1 + 2)],
    ['{ apps { id displayNumbers(first: 10) { edges { cursor } } } }', 1 + 20 * (1 + 1 + 10 * 2)],
    ['{ ...F ...F } fragment F on Query { account { ...G } } fragment G on Account { id }', 4],
    ['{ account { ... on Account { id } ... { id } } }', 3],
    ['mutation { signOut(input: {}) { __typename } }', 12],
    ['mutation { ...F } fragment F on Mutation { signOut(input: {}) { __typename } }', 12],
    ['subscription { accountUpdated { version } }', 12],
  ])('of %s is %i', (text, points) => {
    expect(cost(text)).toBe(points);
  });

  it('goes by the variable that a page is as long as', () => {
    const text = 'query ($first: Int! = 20) { calls(first: $first) { pageInfo { hasNextPage } } }';
    expect(cost(text, { first: 50 })).toBe(1 + 50 * 2);
    expect(cost(text, { first: 2_000_000_000 })).toBe(1 + 100 * 2);
    expect(cost(text, { first: -5 })).toBe(1 + 2);
  });

  it('is higher for what dials, and for what checks a password', () => {
    const dialling =
      'mutation { startCall(input: { appId: "x", caller: "1", callee: "2", idempotencyKey: "k" }) { __typename } }';
    expect(cost(dialling)).toBe(52);
    expect(cost('mutation { signIn(input: { email: "a", password: "b" }) { __typename } }')).toBe(202);
  });

  it('knows how long each list is', () => {
    const lists = Object.values(schema.getTypeMap()).flatMap((type) => {
      if (!isObjectType(type) || type.name.startsWith('__') || type.name.endsWith('Connection')) return [];
      const fields = Object.values(type.getFields()).filter(({ type: of, args }) => {
        const isList = isListType(isNonNullType(of) ? of.ofType : of);
        const isPage = args.some(({ name }) => name === 'first');
        return isList && !isPage && !isLeafType(getNamedType(of));
      });
      return fields.map(({ name }) => `${type.name}.${name}`);
    });
    expect(Object.keys(LENGTHS).sort()).toEqual(lists.sort());
  });
});

describe('HTTP-13: who has spent its budget', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ costLimits: { maximum: 1000, restoreRate: 1 } });
  });
  afterAll(() => api.stop());

  const page = '{ calls(first: 100) { edges { node { id } } } }';

  async function extensionsOf(query: string, token?: string): Promise<unknown> {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await fetch(`${api.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    return ((await answer.json()) as { extensions: unknown }).extensions;
  }

  it('is told what is left with each answer, and when to ask again; others are not held up', async () => {
    const [one, other] = [await customerOf(api), await customerOf(api)];
    expect(await extensionsOf(page, one.token)).toEqual({
      cost: { requested: 301, available: 699, maximum: 1000, restoreRate: 1 },
    });
    await api.ask(page, {}, one.token);
    await api.ask(page, {}, one.token);
    const refused = await api.ask(page, {}, one.token);
    expect(refused.status).toBe(429);
    expect(refused.data).toBeUndefined();
    const { extensions } = refused.errors[0]!;
    expect(extensions.code).toBe('COST_BUDGET_SPENT');
    expect(refused.headers.get('retry-after')).toBe(String(extensions['retryAfterSeconds']));
    expect(Number(extensions['retryAfterSeconds'])).toBeGreaterThan(150);
    expect((await api.ask('{ account { id } }', {}, one.token)).errors).toEqual([]);
    expect((await api.ask(page, {}, other.token)).errors).toEqual([]);
    expect(await extensionsOf('{ __typename }')).toMatchObject({ cost: { requested: 1, maximum: 1000 } });
  });

  it('is told so on WebSocket too, for that operation; a subscription costs once', async () => {
    const { token } = await customerOf(api);
    const socket = await TestSocket.connected(api, token);
    const watch = 'subscription { accountUpdated { version } }';
    const first = socket.subscribe(watch);
    await first.data(1);
    const told = socket.heard.find(({ id, type }) => id === first.id && type === 'next');
    expect(told?.payload).toMatchObject({ extensions: { cost: { requested: 12, available: 988, maximum: 1000 } } });
    for (let index = 0; index < 3; index++) await api.ask(page, {}, token);
    for (let index = 0; index < 5; index++) await socket.subscribe(watch).data(1);
    for (let index = 0; index < 25; index++) await api.ask('{ nothing }', {}, token);
    const [error] = await socket.subscribe(watch).fails();
    expect(error?.extensions).toMatchObject({ code: 'COST_BUDGET_SPENT', cost: { requested: 12 } });
    expect(error?.extensions['retryAfterSeconds']).toBeGreaterThan(0);
    expect(socket.closed).toBeNull();
    await socket.leave();
  });

  it('is told that no waiting helps where an operation costs more than there can be', async () => {
    const { token } = await customerOf(api);
    const { status, errors } = await api.ask(
      '{ calls(first: 100) { edges { node { id caller callee status placedAt endedAt charge reservation } } } }',
      {},
      token,
    );
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED', limit: 'cost', maximum: 1000 } }]);
  });
});

describe('HTTP-13: who goes on asking without points', () => {
  let api: Api;
  let questions = 0;
  beforeAll(async () => {
    api = await startApi({
      costLimits: { maximum: 400, restoreRate: 1 },
      change: ({ authenticate, footings }) => ({
        authenticate: (token) => {
          questions += 1;
          return authenticate(token);
        },
        footings: (principals) => {
          questions += principals.length;
          return footings(principals);
        },
      }),
    });
  });
  afterAll(() => api.stop());

  const page = '{ calls(first: 100) { edges { node { id } } } }';

  it('is refused in the same words, without a question to the database, and only what costs too much', async () => {
    const { token } = await customerOf(api);
    await api.ask(page, {}, token);
    const first = await api.ask(page, {}, token);
    const asked = questions;
    const next = await api.ask(page, {}, token);
    expect(questions).toBe(asked);
    expect(next.status).toBe(first.status);
    expect(next.errors[0]).toEqual({
      message: expect.stringMatching(/^Too much was asked for lately/) as string,
      extensions: {
        ...first.errors[0]?.extensions,
        retryAfterSeconds: expect.any(Number) as number,
        cost: expect.anything() as object,
      },
    });
    expect(next.headers.get('retry-after')).toBe(String(next.errors[0]?.extensions['retryAfterSeconds']));
    expect(next.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(api.logged.at(-1)?.fields).toMatchObject({ outcomes: ['COST_BUDGET_SPENT'] });
    expect((await api.ask('{ account { id } }', {}, token)).errors).toEqual([]);
    expect(questions).toBe(asked + 1);
  });

  it('is refused so with a cookie too', async () => {
    const { token } = await customerOf(api);
    const headers = { cookie: `__Host-zhuanxian_access=${token}`, origin: own };
    const ask = () => api.post(JSON.stringify({ query: page }), headers);
    expect((await ask()).errors).toEqual([]);
    await ask();
    const asked = questions;
    expect((await ask()).errors[0]?.extensions.code).toBe('COST_BUDGET_SPENT');
    expect(questions).toBe(asked);
  });

  it('is refused on a socket without such a question too', async () => {
    const { token } = await customerOf(api);
    const socket = await TestSocket.connected(api, token);
    await api.ask(page, {}, token);
    for (let times = 0; times < 8; times++)
      await socket.subscribe('subscription { accountUpdated { version } }').data(1);
    const asked = questions;
    const [error] = await socket.subscribe('subscription { accountUpdated { version at cursor } }').fails();
    expect(error?.extensions.code).toBe('COST_BUDGET_SPENT');
    // Once a second it is asked for all sockets whether they may stay.
    expect(questions - asked).toBeLessThanOrEqual(1);
    await socket.leave();
  });

  it('is told within a second or two that its token has ended', async () => {
    const { token } = await customerOf(api);
    for (let times = 0; times < 3; times++) await api.ask(page, {}, token);
    expect((await api.ask(page, {}, token)).errors[0]?.extensions.code).toBe('COST_BUDGET_SPENT');
    await api.ask('mutation { signOut(input: {}) { __typename } }', {}, token);
    const ended = performance.now();
    await until('it is told', async () => {
      const { errors } = await api.ask(page, {}, token);
      return errors[0]?.extensions.code === 'UNAUTHENTICATED' || null;
    });
    expect(performance.now() - ended).toBeLessThan(2000);
  });
});
