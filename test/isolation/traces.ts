import { schema } from './fields.ts';
import type { Kept } from './rows.ts';

const SHORTEST = 8;
/** Times, the enums' values, and the names that the schema tells everybody are nobody's own. */
const NOBODYS = /^(\d{4}-\d\d-\d\dT[\d:.+Z]+|[A-Z_]+|\d{1,8})$/;
const names = new Set(
  Object.values(schema.getTypeMap()).flatMap((type) => [
    type.name,
    ...('getFields' in type ? Object.keys(type.getFields()) : []),
  ]),
);

/** Texts by which one account is known from another: ids, numbers, names, references, sessions, keys, hashes. */
export function onlyIn(theirs: readonly Kept[], others: readonly Kept[]): ReadonlySet<string> {
  const known = new Set(others.flatMap(({ row }) => textsIn(row)));
  const all = theirs.flatMap(({ row }) => textsIn(row));
  return new Set(all.filter((text) => !known.has(text) && !NOBODYS.test(text) && !names.has(text)));
}

/** Which of the texts stand anywhere in what was heard; also inside cursors, which are only written otherwise. */
export function foundIn(heard: string, texts: Iterable<string>): readonly string[] {
  const cursors = heard.matchAll(/"(?:cursor|endCursor|startCursor)\\*":\\*"([\w-]+)/g);
  const plain = [...cursors].map(([, cursor = '']) => Buffer.from(cursor, 'base64url').toString('utf8'));
  const whole = [heard, ...plain].join('\n');
  return [...texts].filter((text) => whole.includes(text));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.length >= SHORTEST ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
