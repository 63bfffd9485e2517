import type { GraphQLArgument, GraphQLInputField, GraphQLInputType } from 'graphql';
import { getNamedType, getNullableType, isInputObjectType, isListType } from 'graphql';
import type { Input, RootField } from './fields.ts';
import { isNeeded } from './fields.ts';

/** What is said for one input; undefined leaves it out. */
export type Choose = (input: Input, needed: boolean) => unknown;

/** The variables of a root field's document. What an input object needs is said only where the object is. */
export function variablesFor({ field, inputs }: RootField, choose: Choose): Record<string, unknown> {
  const said = (declared: GraphQLArgument | GraphQLInputField, owner: string, parentIsNeeded: boolean): unknown => {
    const named = getNamedType(declared.type);
    const needed = parentIsNeeded && isNeeded(declared);
    if (!isInputObjectType(named)) {
      const input = inputs.find(({ place }) => place === `${owner}.${declared.name}`);
      const value = choose(input!, needed);
      return isListOf(declared.type) && value !== undefined && !Array.isArray(value) ? [value] : value;
    }
    const fill = (asNeeded: boolean): Record<string, unknown> =>
      withoutGaps(Object.values(named.getFields()).map((one) => [one.name, said(one, named.name, asNeeded)]));
    const isSaid = needed || Object.keys(fill(false)).length > 0;
    if (!isSaid) return undefined;
    return isListOf(declared.type) ? [fill(true)] : fill(true);
  };
  return withoutGaps(field.args.map((arg) => [arg.name, said(arg, field.name, true)]));
}

function isListOf(type: GraphQLInputType): boolean {
  return isListType(getNullableType(type));
}

function withoutGaps(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
