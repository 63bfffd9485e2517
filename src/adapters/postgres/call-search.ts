import type { CallSearch } from '../../application/ports/customer-reads.ts';
import type { PageRequest } from '../../application/ports/reads.ts';
import type { Value } from './statements.ts';
import { idOrNull, textOrNull } from './statements.ts';

export interface Question {
  readonly sql: string;
  readonly values: readonly Value[];
}

const calledToConference = (number: string): string =>
  `(account_id, id) IN (SELECT account_id, call_id FROM participant WHERE number = ${number} AND position > 0)`;

const NEWEST_FIRST = 'ORDER BY placed_at DESC, id DESC';

/**
 * Calls that fit, newest first, of all accounts or of one. A number is looked for on each side by an index of its own
 * that is in the list's order, and the pages are merged: one question with OR would read the whole list for a rare
 * number.
 * Those who are called to a conference stand in rows of their own. All its numbers differ, as a call's two do, so nothing
 * is found twice.
 */
export function callSearch(search: CallSearch, { first, after }: PageRequest): Question {
  const values: Value[] = [];
  const bind = (value: Value): string => `$${values.push(value)}`;
  const { account, number, session, reference, status, from, to } = search;
  const conditions = [
    ...(account === undefined ? [] : [`account_id = ${bind(idOrNull(account))}`]),
    ...(session === undefined ? [] : [`session = ${bind(textOrNull(session))}`]),
    ...(reference === undefined ? [] : [`reference = ${bind(textOrNull(reference))}`]),
    ...(status === undefined ? [] : [`status = ${bind(status)}`]),
    ...(from === undefined ? [] : [`placed_at >= ${bind(from)}`]),
    ...(to === undefined ? [] : [`placed_at < ${bind(to)}`]),
    ...(after === null ? [] : [`(placed_at, id) < (${bind(after.at)}, ${bind(idOrNull(after.id))}::uuid)`]),
  ];
  // One more than was asked for tells whether there is a next page.
  const end = `${NEWEST_FIRST} LIMIT ${bind(first + 1)}`;
  const select = (also: readonly string[]): string => {
    const all = [...also, ...conditions];
    return `SELECT * FROM call ${all.length === 0 ? '' : `WHERE ${all.join(' AND ')}`} ${end}`;
  };
  if (number === undefined) return { sql: select([]), values };
  const party = bind(textOrNull(number));
  const sides = [`caller = ${party}`, `callee = ${party}`, calledToConference(party)].map(
    (side) => `(${select([side])})`,
  );
  return { sql: `SELECT * FROM (${sides.join(' UNION ALL ')}) AS found ${end}`, values };
}
