import type { DocumentNode } from 'graphql';
import { GraphQLError, visit } from 'graphql';

/** Of one value that a client gives, in an operation's text or in its variables. No input needs as much. */
const MOST = { items: 100, characters: 1024, nesting: 12 };

/** The first way in which a value among an operation's literals is too large. */
export function excessiveLiteral(document: DocumentNode): GraphQLError | null {
  const broken = new Set<keyof typeof MOST>();
  visit(document, {
    ListValue({ values }) {
      if (values.length > MOST.items) broken.add('items');
    },
    StringValue({ value }) {
      if (value.length > MOST.characters) broken.add('characters');
    },
  });
  const [first] = broken;
  return first === undefined ? null : excess(first);
}

/** The first of an operation's variables that is too large, or has such a value within it. */
export function excessiveVariable(variables: unknown): GraphQLError | null {
  const broken = exceeded(variables, 0);
  return broken === null ? null : excess(broken);
}

function exceeded(value: unknown, nesting: number): keyof typeof MOST | null {
  if (typeof value === 'string') return value.length > MOST.characters ? 'characters' : null;
  if (typeof value !== 'object' || value === null) return null;
  if (nesting > MOST.nesting) return 'nesting';
  const items = Array.isArray(value) ? (value as unknown[]) : Object.values(value);
  if (items.length > MOST.items) return 'items';
  for (const item of items) {
    const broken = exceeded(item, nesting + 1);
    if (broken !== null) return broken;
  }
  return null;
}

function excess(limit: keyof typeof MOST): GraphQLError {
  const message = `A value has too much of this: ${limit}, at most ${MOST[limit]}.`;
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', limit, maximum: MOST[limit] } });
}
