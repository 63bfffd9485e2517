import type { GraphQLArgument, GraphQLNamedType } from 'graphql';
import { astFromValue, getNamedType, GraphQLID, isAbstractType, isObjectType, print } from 'graphql';
import type { RootField } from './fields.ts';
import { isNeeded, rootFields, schema } from './fields.ts';

export interface Document {
  readonly text: string;
  /** Each object field that it asks for, as `Call.status`. */
  readonly selects: ReadonlySet<string>;
}

const documents = new Map(rootFields.map((root) => [root.name, documentOf(root)]));

/** Asks for a root field with everything that it can answer. Its variables have the names of its arguments. */
export function documentFor(name: string): Document {
  return documents.get(name)!;
}

/** Every field of every object that some operation can answer with. */
export function answerable(): ReadonlySet<string> {
  const seen = new Set<GraphQLNamedType>();
  const fields = new Set<string>();
  const visit = (type: GraphQLNamedType): void => {
    if (seen.has(type)) return;
    seen.add(type);
    if (isAbstractType(type)) schema.getPossibleTypes(type).forEach(visit);
    if (!isObjectType(type)) return;
    for (const field of Object.values(type.getFields())) {
      fields.add(`${type.name}.${field.name}`);
      visit(getNamedType(field.type));
    }
  };
  for (const { field } of rootFields) visit(getNamedType(field.type));
  return fields;
}

function documentOf({ kind, name, field }: RootField): Document {
  const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}${defaultOf(arg)}`);
  const given = field.args.map((arg) => `${arg.name}: $${arg.name}`);
  const inParentheses = (parts: readonly string[]): string => (parts.length === 0 ? '' : `(${parts.join(', ')})`);
  const selects = new Set<string>();
  const selection = selectionOf(getNamedType(field.type), [], selects);
  const text = `${kind} Ask${inParentheses(declared)} { ${name}${inParentheses(given)}${selection} }`;
  return { text, selects };
}

/** Without it, a variable that is left out would be wanted. */
function defaultOf({ defaultValue, type }: GraphQLArgument): string {
  const value = defaultValue === undefined ? null : astFromValue(defaultValue, type);
  return value == null ? '' : ` = ${print(value)}`;
}

/** All fields of the type, and of what they lead to; a type within itself is asked for once. */
function selectionOf(type: GraphQLNamedType, within: readonly GraphQLNamedType[], selects: Set<string>): string {
  if (isAbstractType(type)) {
    const members = schema.getPossibleTypes(type);
    return ` { __typename ${members.map((one) => `... on ${one.name}${selectionOf(one, within, selects)}`).join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const next = getNamedType(field.type);
    if (within.includes(next) || next === type) return [];
    const taken = field.args.filter((arg) => isNeeded(arg) || getNamedType(arg.type) === GraphQLID);
    if (taken.length > 0)
      throw new Error(
        `${type.name}.${field.name} takes ${taken.map(({ name }) => name).join(', ')}: the isolation matrix asks for ` +
          'fields of objects without arguments. Teach test/isolation/documents.ts to give them.',
      );
    selects.add(`${type.name}.${field.name}`);
    return [`${field.name}${selectionOf(next, [...within, type], selects)}`];
  });
  return ` { __typename ${fields.join(' ')} }`;
}
