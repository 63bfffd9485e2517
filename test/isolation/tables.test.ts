import { GraphQLID, GraphQLNonNull, GraphQLString } from 'graphql';
import { expect, it } from 'vitest';
import type { Input } from './fields.ts';
import { kindOf } from './ids.ts';
import type { Party } from './party.ts';
import { finderOf, valueOf } from './values.ts';

const id: Input = { place: 'NewInput.thingId', name: 'thingId', type: new GraphQLNonNull(GraphQLID), isId: true };
const text: Input = { place: 'NewInput.thing', name: 'thing', type: GraphQLString, isId: false };

it('A new operation is told what the matrix must know of it: whose ids it takes', () => {
  expect(() => kindOf(id)).toThrow(/whose ids NewInput.thingId takes. Add it .* test\/isolation\/ids.ts/);
});

it('and what it takes that is no id, and what could be found by it', () => {
  expect(() => valueOf(text, {} as Party, true)).toThrow(/what NewInput.thing takes. Add a value .*values.ts/);
  expect(valueOf(text, {} as Party, false)).toBeUndefined();
  expect(() => finderOf(text, 'query')).toThrow(/found by NewInput.thing. Add thing to finders/);
  expect(finderOf(text, 'mutation')).toBeNull();
});
