import type { GraphQLArgument, GraphQLInputType, GraphQLNamedType, GraphQLSchema } from 'graphql';
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Chance } from '../simulation/chance.ts';
import { naughty } from './naughty.ts';

/** What an operation says, as a client sends it. */
export interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** They would end what the harness goes on with. */
const NEVER = /^(signOut|operatorSignOut|changePassword|suspendAccount|closeAccount)$/;
/** Each takes a tenth of a second of the processor. */
const SLOW = /^(signIn|operatorSignIn|registerAccount|resetPassword|acceptInvitation)$/;
const DEEPEST = 4;

/** Writes operations that are of the schema's form, with values that may be of any. */
export class Author {
  #variables: Record<string, unknown> = {};
  #declared: string[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly chance: Chance,
    /** Ids and the like that mean something to the service. */
    private readonly known: readonly string[],
  ) {}

  operation(kind: 'query' | 'mutation' | 'subscription'): Operation {
    this.#variables = {};
    this.#declared = [];
    const root = this.schema.getRootType(kind as never);
    const fields = Object.values(root?.getFields() ?? {}).filter(({ name }) => !NEVER.test(name));
    const field = this.chance.pick(fields);
    const { name, args, type } = field;
    if (SLOW.test(name) && !this.chance.happens(1)) return this.operation(kind);
    const body = `${name}${this.#arguments(args)}${this.#selection(getNamedType(type), DEEPEST)}`;
    const head = this.#declared.length === 0 ? '' : `(${this.#declared.join(' ')})`;
    return { query: `${kind} F${head} { ${body} }`, variables: this.#variables };
  }

  #arguments(args: readonly GraphQLArgument[]): string {
    const given = args.filter(({ type }) => isNonNullType(type) || this.chance.happens(50));
    if (given.length === 0) return '';
    return `(${given.map((arg) => `${arg.name}: ${this.#argument(arg)}`).join(' ')})`;
  }

  #argument({ type }: GraphQLArgument): string {
    const value = this.#value(type, 0);
    if (this.chance.happens(40)) return literal(value, type);
    const name = `v${this.#declared.length}`;
    this.#declared.push(`$${name}: ${String(type)}`);
    this.#variables[name] = value;
    return `$${name}`;
  }

  #value(type: GraphQLInputType, depth: number): unknown {
    if (!isNonNullType(type) && this.chance.happens(15)) return null;
    const of = getNullableType(type);
    if (this.chance.happens(2)) return this.chance.pick([{}, [], [[]], 1.5, -1, true, null, { a: { b: [] } }]);
    if (isListType(of)) {
      return Array.from({ length: this.chance.weighed([[8, 2], [1, 0], [1, 101]]) }, () => this.#value(of.ofType, depth + 1)); // prettier-ignore
    }
    if (isInputObjectType(of)) {
      const fields = Object.values(of.getFields()).filter((one) => isNonNullType(one.type) || this.chance.happens(50));
      return Object.fromEntries(fields.map((field) => [field.name, this.#value(field.type, depth + 1)]));
    }
    if (isEnumType(of) && this.chance.happens(95)) return this.chance.pick(of.getValues()).name;
    return this.#scalar(of.name);
  }

  #scalar(name: string): unknown {
    if (name === 'Boolean') return this.chance.happens(50);
    if (name === 'Int' || name === 'Count')
      return this.chance.pick([0, 1, 2, 3, 50, 100, 101, -1, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 53, 1.5]);
    return this.chance.happens(40) ? this.chance.pick(this.known) : this.chance.pick(naughty);
  }

  #selection(type: GraphQLNamedType, left: number): string {
    if (isLeafType(type)) return '';
    if (isAbstractType(type)) {
      const members = this.schema.getPossibleTypes(type).filter(() => this.chance.happens(40));
      return ` { __typename ${members.map((one) => `... on ${one.name}${this.#selection(one, left)}`).join(' ')} }`;
    }
    if (!isObjectType(type) || left === 0) return ' { __typename }';
    const fields = Object.values(type.getFields()).filter(() => this.chance.happens(40));
    const inner = fields.map(
      ({ name, args, type: of }) => `${name}${this.#arguments(args)}${this.#selection(getNamedType(of), left - 1)}`,
    );
    return ` { __typename ${inner.join(' ')} }`;
  }
}

function literal(value: unknown, type: GraphQLInputType): string {
  if (Array.isArray(value)) {
    const of = getNullableType(type);
    return `[${value.map((one) => literal(one, isListType(of) ? of.ofType : type)).join(' ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const of = getNullableType(type);
    const fields = isInputObjectType(of) ? of.getFields() : {};
    return `{${Object.entries(value).map(([name, one]) => `${name}: ${literal(one, fields[name]?.type ?? type)}`).join(' ')}}`; // prettier-ignore
  }
  const isName = isEnumType(getNamedType(type)) && typeof value === 'string' && /^[A-Z_]+$/.test(value);
  return isName ? value : JSON.stringify(value);
}
