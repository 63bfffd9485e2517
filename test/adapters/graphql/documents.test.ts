import { GraphQLError } from 'graphql';
import { expect, it } from 'vitest';
import { Documents } from '../../../src/adapters/graphql/operations/documents.ts';

it('The same words are parsed once, until others have been asked for in between', () => {
  const documents = new Documents();
  const first = documents.of('{ account { id } }');
  expect(documents.of('{ account { id } }')).toBe(first);
  for (let index = 0; index < 400; index++) documents.of(`{ account { id } } # ${index} ${'x'.repeat(1000)}`);
  expect(documents.of('{ account { id } }')).not.toBe(first);
});

it('What is no document is refused each time', () => {
  const documents = new Documents();
  for (let times = 0; times < 2; times++) expect(() => documents.of('{')).toThrow(GraphQLError);
});
