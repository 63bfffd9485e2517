import type { GraphQLArgument, GraphQLField, GraphQLInputField, GraphQLInputType } from 'graphql';
import { getNamedType, GraphQLID, isInputObjectType, isNonNullType } from 'graphql';
import { createSchema } from '../../src/adapters/graphql/schema.ts';
import type { Application } from '../../src/application/application.ts';
import { namesAThing } from './ids.ts';

export type Kind = 'query' | 'mutation' | 'subscription';

/** A field of a root type: one operation that a client can ask for. */
export interface RootField {
  readonly kind: Kind;
  readonly name: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** Every single value that it takes, also those inside input objects. */
  readonly inputs: readonly Input[];
}

/** An argument that is no input object, or a field of an input object that is none itself. */
export interface Input {
  /** Who declares it: `call.id`, `StartCallInput.appId`. */
  readonly place: string;
  readonly name: string;
  readonly type: GraphQLInputType;
  /** Whether it names something by its id, or by a text that is as good as one. */
  readonly isId: boolean;
}

/** Nothing is asked of the application while the schema is built. */
export const schema = createSchema({} as Application);

export const rootFields: readonly RootField[] = [
  ...fieldsOf('query', schema.getQueryType()?.getFields()),
  ...fieldsOf('mutation', schema.getMutationType()?.getFields()),
  ...fieldsOf('subscription', schema.getSubscriptionType()?.getFields()),
];

function fieldsOf(kind: Kind, fields: Readonly<Record<string, GraphQLField<unknown, unknown>>> = {}): RootField[] {
  return Object.values(fields).map((field) => {
    const inputs = field.args.flatMap((arg) => inputsIn(arg, field.name));
    return { kind, name: field.name, field, inputs };
  });
}

function inputsIn(declared: GraphQLArgument | GraphQLInputField, owner: string): readonly Input[] {
  const named = getNamedType(declared.type);
  if (isInputObjectType(named)) return Object.values(named.getFields()).flatMap((field) => inputsIn(field, named.name));
  const { name, type } = declared;
  const place = `${owner}.${name}`;
  return [{ place, name, type, isId: named === GraphQLID || namesAThing(place) }];
}

/** Whether a client must say it. */
export function isNeeded({ type, defaultValue }: GraphQLArgument | GraphQLInputField): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}
