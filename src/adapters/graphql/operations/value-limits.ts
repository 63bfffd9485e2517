import type { DocumentNode } from 'graphql';
import { GraphQLError, visit } from 'graphql';

/** Of one value that a client gives, in an operation's text or in its variables. No input needs as much. */
const MOST = { items: 100, characters: 1024, nesting: 12 };

/** U+0000 and half a surrogate pair: PostgreSQL refuses the one, UTF-8 has no bytes for the other. Nobody means either. */
const UNWRITABLE = /[\0\p{Cs}]/u;

/** What is wrong with a value: a limit that it exceeds, or a text that can be kept nowhere. */
type Fault = keyof typeof MOST | 'unwritable';

/** The first fault of the values among an operation's literals. */
export function faultyLiteral(document: DocumentNode): GraphQLError | null {
  const faults = new Set<Fault>();
  visit(document, {
    ListValue({ values }) {
      if (values.length > MOST.items) faults.add('items');
    },
    StringValue({ value }) {
      const fault = faultOfText(value);
      if (fault !== null) faults.add(fault);
    },
  });
  const [first] = faults;
  return first === undefined ? null : refusal(first);
}

/** The first fault of an operation's variables and of the values within them. */
export function faultyVariable(variables: unknown): GraphQLError | null {
  const fault = faultOf(variables, 0);
  return fault === null ? null : refusal(fault);
}

function faultOf(value: unknown, nesting: number): Fault | null {
  if (typeof value === 'string') return faultOfText(value);
  if (typeof value !== 'object' || value === null) return null;
  if (nesting > MOST.nesting) return 'nesting';
  const items = Array.isArray(value) ? (value as unknown[]) : Object.values(value);
  if (items.length > MOST.items) return 'items';
  for (const item of items) {
    const fault = faultOf(item, nesting + 1);
    if (fault !== null) return fault;
  }
  return null;
}

function faultOfText(text: string): Fault | null {
  if (text.length > MOST.characters) return 'characters';
  return UNWRITABLE.test(text) ? 'unwritable' : null;
}

function refusal(fault: Fault): GraphQLError {
  const code = 'BAD_USER_INPUT';
  if (fault === 'unwritable')
    return new GraphQLError('A text has U+0000 or half a surrogate pair, which nothing here holds.', {
      extensions: { code },
    });
  const message = `A value has too much of this: ${fault}, at most ${MOST[fault]}.`;
  return new GraphQLError(message, { extensions: { code, limit: fault, maximum: MOST[fault] } });
}
