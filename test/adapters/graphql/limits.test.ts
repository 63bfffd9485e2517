import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Api, GraphQLFailure } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf } from './customer.ts';
import { TestSocket } from './socket.ts';

let api: Api;
let production: Api;
let owner: Customer;
let socket: TestSocket;

beforeAll(async () => {
  api = await startApi();
  production = await startApi({ production: true, explorer: false });
  owner = await customerOf(api);
  socket = await TestSocket.connected(api, owner.token);
});
afterAll(async () => {
  await socket.leave();
  await Promise.all([api.stop(), production.stop()]);
});

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const nested = (depth: number): string => `${'a { '.repeat(depth - 1)}a${' }'.repeat(depth - 1)}`;

function brokenLimit(errors: readonly GraphQLFailure[]): readonly unknown[] {
  return errors.flatMap(({ extensions }) => ('limit' in extensions ? [extensions['limit']] : []));
}

describe('The limits of an operation', () => {
  it('count what stands in fragments as often as it is spread', async () => {
    const fragment = `fragment F on Query { ${times(6, (index) => `f${index}: __typename`)} }`;
    const spread = await api.ask(`{ ...F x: __typename ...F ...F } ${fragment}`, {}, owner.token);
    expect(brokenLimit(spread.errors)).toEqual(['aliases']);
    const deep = `{ account { ...A } } fragment A on Account { ${nested(12)} }`;
    expect(brokenLimit((await api.ask(deep, {}, owner.token)).errors)).toEqual(['depth']);
    const endless = await api.ask('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }');
    expect(endless.errors[0]?.message).toContain('Cannot spread fragment');
  });

  it('measure fragments that double one another without going through all of them', async () => {
    const chain = times(49, (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`);
    const query = `{ ...F0 } ${chain} fragment F49 on Query { a: __typename }`;
    expect(brokenLimit((await api.ask(query)).errors)).toEqual(['aliases', 'fields']);
  });

  it('allow what any use needs', async () => {
    const aliases = times(15, (index) => `a${index}: __typename`);
    const query = `{ ${aliases} me { email } calls { edges { node { app { id } } } pageInfo { hasNextPage } } }`;
    expect((await api.ask(query, {}, owner.token)).errors).toEqual([]);
  });

  it('allow one mutation per operation', async () => {
    const signOut = 'signOut(input: {}) { __typename }';
    const twice = await api.ask(`mutation { a: ${signOut} b: ${signOut} }`, {}, owner.token);
    expect(brokenLimit(twice.errors)).toEqual(['mutations']);
    const hidden = `mutation { ${signOut} ...F } fragment F on Mutation { b: ${signOut} }`;
    expect(brokenLimit((await api.ask(hidden, {}, owner.token)).errors)).toEqual(['mutations']);
    expect((await api.ask('{ me { email } }', {}, owner.token)).errors).toEqual([]);
  });
});

describe('Introspection', () => {
  it('is served, and nowhere in production', async () => {
    const query = getIntrospectionQuery();
    expect((await api.ask(query)).errors).toEqual([]);
    expect((await production.ask(query)).errors[0]?.message).toContain('introspection has been disabled');
    const { token } = await customerOf(production);
    const there = await TestSocket.connected(production, token);
    const [error] = await there
      .subscribe('subscription { accountUpdated { version } __schema { __typename } }')
      .fails();
    expect(error?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    await there.leave();
  });

  it('suggests no names in production', async () => {
    expect((await api.ask('{ accoun { id } }')).errors[0]?.message).toContain('Did you mean');
    expect((await production.ask('{ accoun { id } }')).errors[0]?.message).not.toContain('Did you mean');
    const { token } = await customerOf(production);
    const there = await TestSocket.connected(production, token);
    const [error] = await there.subscribe('subscription { accountUpdate { version } }').fails();
    expect(error?.message).not.toContain('Did you mean');
    await there.leave();
  });
});

describe('The transport', () => {
  it('of a subscription is WebSocket, and of all else HTTP', async () => {
    const subscription = 'subscription { accountUpdated { version } }';
    expect((await api.ask(subscription, {}, owner.token)).errors).toMatchObject([
      { extensions: { code: 'WRONG_TRANSPORT' } },
    ]);
    for (const query of ['{ me { email } }', 'mutation { signOut(input: {}) { __typename } }', '{ __typename }'])
      expect(await socket.subscribe(query).fails()).toMatchObject([{ extensions: { code: 'WRONG_TRANSPORT' } }]);
    expect((await api.ask('{ me { email } }', {}, owner.token)).errors).toEqual([]);
  });

  it('takes no operation that is not named where there are several', async () => {
    const errors = await socket
      .subscribe('subscription A { accountUpdated { version } } query B { __typename }')
      .fails();
    expect(errors).toMatchObject([{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }]);
  });
});
