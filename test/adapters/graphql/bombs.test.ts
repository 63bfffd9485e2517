import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budgets } from '../../../src/adapters/graphql/operations/budgets.ts';
import { OperationContext } from '../../../src/adapters/graphql/operations/context.ts';
import { Pipeline } from '../../../src/adapters/graphql/operations/prepare.ts';
import type { Application } from '../../../src/application/application.ts';
import { schema } from '../../isolation/fields.ts';
import { figure } from '../../support/figures.ts';

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const size = (most: number): fc.Arbitrary<number> => fc.integer({ min: 1, max: most });

/** Each is more than anybody needs, in a way of its own, and most fit into 2000 tokens. */
const bombs: readonly fc.Arbitrary<string>[] = [
  size(600).map((more) => `{ ${'account { '.repeat(12 + more)}id${' }'.repeat(13 + more)}`),
  fc.tuple(size(200), size(4)).map(([length, spreads]) => {
    const chain = times(
      length,
      (index) => `fragment F${index} on Query { ${times(spreads + 1, () => `...F${index + 1}`)} }`,
    );
    return `{ ...F0 } ${chain} fragment F${length} on Query { ${times(401, () => '__typename')} }`;
  }),
  size(200).map((length) => {
    const ring = times(length, (index) => `fragment F${index} on Query { ...F${(index + 1) % length} }`);
    return `{ ...F0 } ${ring}`;
  }),
  size(30).map((length) => {
    const web = (index: number): string => times(length, (other) => (other === index ? '__typename' : `...F${other}`));
    return `{ ...F0 } ${times(length, (index) => `fragment F${index} on Query { ${web(index)} }`)} fragment Z on Query { no }`;
  }),
  size(1500).map((more) => `{ ${times(400 + more, () => '__typename')} }`),
  size(1500).map((more) => `{ account { id } } fragment F on Account { ${times(400 + more, () => 'id')} }`),
  // As many fields as may be, which differ in their arguments and so cannot be merged.
  size(180).map((count) => `{ ${times(count + 2, (index) => `app(id: ${index}) { id }`)} }`),
  size(390).map((count) => `{ ${times(count, (index) => `nothing${index}`)} }`),
  size(100).map((count) => `{ ${times(count + 15, (index) => `a${index}: account { id }`)} }`),
  size(300).map((count) => `{ account ${'@include(if: true) '.repeat(count + 5)} { id } }`),
  size(60).map((count) => `mutation { ${times(count + 1, () => 'signOut(input: {}) { __typename }')} }`),
  size(900).map(
    (nesting) => `{ calls(filter: ${'['.repeat(nesting)}1${']'.repeat(nesting)}) { pageInfo { endCursor } } }`,
  ),
];

describe('HTTP-1: a bomb', () => {
  it('is refused, and quickly', () => {
    const pipeline = new Pipeline(schema, true, new Budgets({ maximum: 1e9, restoreRate: 1e9 }));
    const context = new OperationContext({} as Application, null, 'request', () => undefined);
    const each = figure(40, 100_000 / bombs.length);
    const spent: number[] = [];
    for (const bomb of bombs) {
      for (const query of fc.sample(bomb, each)) {
        const begun = performance.now();
        const prepared = pipeline.prepareLive({ query }, context);
        spent.push(performance.now() - begun);
        expect([query, 'errors' in prepared]).toEqual([query, true]);
      }
    }
    spent.sort((a, b) => a - b);
    const p99 = spent[Math.floor(spent.length * 0.99)]!;
    // Of a sample while other tests run the machine is measured rather than the bombs.
    expect(p99).toBeLessThan(figure(100, 10));
  }, 600_000);
});
