import { asText, parseArray } from './json.ts';

const MAX_MEMBERS = 100;
const MAX_TEXT_LENGTH = 64;

/**
 * The numbers of a conference: a JSON array, which the provider writes as a text within a text within a text. A real
 * array is understood as well, and the single quotes with which Python prints a list. Null for anything else.
 */
export function parseMembers(value: unknown): readonly string[] | null {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : listIn(value);
  if (list === null || list.length === 0 || list.length > MAX_MEMBERS) return null;
  const members = list.flatMap((each) => asText(each, MAX_TEXT_LENGTH) ?? []);
  return members.length === list.length ? members : null;
}

function listIn(value: unknown): readonly unknown[] | null {
  if (typeof value !== 'string') return null;
  return parseArray(/["\\]/.test(value) ? value : value.replaceAll("'", '"'));
}
