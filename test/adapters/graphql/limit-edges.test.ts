import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../support/until.ts';
import type { Api, GraphQLFailure } from './api.ts';
import { startApi } from './api.ts';
import type { Customer } from './customer.ts';
import { customerOf } from './customer.ts';
import { TestSocket } from './socket.ts';

let api: Api;
let owner: Customer;
let socket: TestSocket;

beforeAll(async () => {
  api = await startApi({ production: true });
  owner = await customerOf(api);
  socket = await TestSocket.connected(api, owner.token);
});
afterAll(async () => {
  await socket.leave();
  await api.stop();
});

interface Operation {
  readonly query: string;
  readonly variables?: object;
}

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const nest = (depth: number): string => `${'a { '.repeat(depth - 1)}a${' }'.repeat(depth - 1)}`;
const nestedValue = (depth: number): unknown => (depth === 0 ? 1 : [nestedValue(depth - 1)]);

/** A query and a subscription with the same inside: each is served on one of the transports. */
const both = (inside: string, head = ''): Operation[] => [
  { query: `query${head} { account { ${inside} } }` },
  { query: `subscription${head} { accountUpdated { ${inside} } }` },
];
const withVariable = (value: unknown): Operation[] =>
  both('__typename @include(if: $v)', ' ($v: Boolean = true)').map((one) => ({ ...one, variables: { v: value } }));
const withLiteral = (value: string): Operation[] => [
  { query: `{ account(x: ${value}) { id } }` },
  { query: `subscription { accountUpdated(x: ${value}) { version } }` },
];

/** Each limit, its greatest allowed size, and operations of a size. */
const limits: readonly (readonly [string, number, (size: number) => Operation[]])[] = [
  // `subscription`, four braces, two names and the rest; the head of a query has as many.
  ['tokens', 2000, (size) => both(times(size - 6, () => '__typename'))],
  ['depth', 12, (size) => both(nest(size - 1))],
  ['aliases', 15, (size) => both(times(size, (index) => `a${index}: __typename`))],
  ['directives', 5, (size) => both(times(size, () => '__typename @include(if: true)'))],
  ['fields', 400, (size) => both(times(size - 1, () => '__typename'))],
  [
    'fragments',
    50,
    (size) => both(`...F0 } } ${times(size, (index) => `fragment F${index} on Query { id }`)} `).map(trim),
  ],
  ['mutations', 1, (size) => [{ query: `mutation { ${times(size, (index) => `nothing${index}`)} }` }]],
  ['items', 100, (size) => withLiteral(`[${times(size, () => '1')}]`)],
  ['items', 100, (size) => withVariable(Array(size).fill(1))],
  ['items', 100, (size) => withVariable(Object.fromEntries(Array.from({ length: size }, (_, index) => [index, 1])))],
  ['characters', 1024, (size) => withLiteral(`"${'x'.repeat(size)}"`)],
  ['characters', 1024, (size) => withLiteral(`"""${'x'.repeat(size)}"""`)],
  ['characters', 1024, (size) => withVariable('x'.repeat(size))],
  ['characters', 1024, (size) => withVariable({ deep: [{ x: 'x'.repeat(size) }] })],
  ['nesting', 12, (size) => withVariable(nestedValue(size))],
];

/** What each transport has to say of an operation, but that it is the other's to serve. */
async function askBoth({ query, variables = {} }: Operation): Promise<readonly (readonly GraphQLFailure[])[]> {
  const { errors } = await api.ask(query, variables, owner.token);
  const watching = socket.subscribe(query, variables);
  const answer = await until(
    'the socket answers',
    () => Promise.resolve(socket.heard.find(({ id, type }) => id === watching.id && type !== 'complete') ?? null),
    5,
  );
  watching.stop();
  const refused =
    answer.type === 'error' ? (answer.payload as readonly GraphQLFailure[]) : (watching.results[0]?.errors ?? []);
  return [errors, refused].map((list) => list.filter(({ extensions }) => extensions.code !== 'WRONG_TRANSPORT'));
}

function brokenLimits(errors: readonly GraphQLFailure[]): readonly unknown[] {
  return errors.flatMap(({ extensions: { code, limit } }) =>
    code === 'GRAPHQL_PARSE_FAILED' ? 'tokens' : (limit ?? []),
  );
}

describe('HTTP-2, WS-10: over HTTP and WebSocket', () => {
  it.each(limits)('the limit of %s lies at exactly %i', async (limit, most, operations) => {
    for (const operation of operations(most)) {
      const [overHttp, overSocket] = await askBoth(operation);
      expect(brokenLimits(overHttp!)).not.toContain(limit);
      expect(overSocket).toEqual(overHttp);
    }
    for (const operation of operations(most + 1)) {
      const [overHttp, overSocket] = await askBoth(operation);
      expect(brokenLimits(overHttp!)).toEqual([limit]);
      expect(overSocket).toEqual(overHttp);
    }
  });

  it('the exact number of aliases is refused, up to what a frame holds', async () => {
    for (const count of [1, 2, 14, 15, 16, 17, 100, 399, 400, 600]) {
      for (const operation of both(times(count, (index) => `a${index}: __typename`))) {
        const [overHttp, overSocket] = await askBoth(operation);
        expect([count, overHttp!.length === 0]).toEqual([count, count <= 15]);
        expect(overSocket).toEqual(overHttp);
      }
    }
  });

  it.each([
    ['many errors', both(times(50, (index) => `wrong${index}`))],
    ['names that nearly are', both('accoun { nam }')],
    [
      'fragments that spread one another',
      both('...A } } fragment A on Account { ...B } fragment B on Account { ...A').map(trim),
    ],
    [
      'an unused fragment of a thousand fields',
      both(`id } } fragment A on Account { ${times(900, () => 'id')}`).map(trim),
    ],
    ['two operations and no name', [{ query: 'query A { __typename } subscription B { accountUpdated { version } }' }]],
    ['nothing', [{ query: '' }, { query: '#' }]],
    ['a schema', [{ query: 'type A { a: Int }' }]],
    ['many unused variables', unusedVariables(20)],
    ['a variable that is missing', both('__typename @include(if: $v)', ' ($v: Boolean!)')],
    ['a variable with another’s name', both('__typename @include(if: $w)', ' ($v: Boolean!)')],
    ['introspection', both('__typename } __schema { types { name }')],
  ])('%s gets the same answer', async (what, operations) => {
    for (const operation of operations) {
      const [overHttp, overSocket] = await askBoth(operation);
      // What is no operation at all is told by whoever speaks the protocol, before it comes to us.
      if (operation.query !== '') expect([what, overSocket]).toEqual([what, overHttp]);
      expect(overHttp!.length).toBeLessThanOrEqual(6);
      expect(overHttp!.length).toBeGreaterThan(0);
      expect(JSON.stringify(overHttp)).not.toContain('Did you mean');
    }
  });
});

/** Without the braces that stand too many at the end. */
function trim({ query }: Operation): Operation {
  return { query: query.slice(0, -4) };
}

function unusedVariables(count: number): Operation[] {
  return [{ query: `query (${times(count, (index) => `$v${index}: Boolean = true`)}) { __typename }` }];
}
