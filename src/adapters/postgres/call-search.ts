import type { CallSearch } from '../../application/ports/customer-reads.ts';
import type { PageRequest } from '../../application/ports/reads.ts';
import type { CallId } from '../../domain/ids.ts';
import type { Kind } from '../../domain/parties.ts';
import type { Value } from './statements.ts';
import { idOrNull, textOrNull } from './statements.ts';

export interface Question {
  readonly sql: string;
  readonly values: unknown[];
}

/** What is searched for, and what only the service itself adds to it. */
export interface CallChoice extends CallSearch {
  readonly only?: Kind;
  readonly isUnderWay?: boolean;
  readonly among?: readonly CallId[];
}

const NEWEST_FIRST = 'ORDER BY placed_at DESC, id DESC';

/** Calls that are chosen, newest first, of all accounts or of one, and one more than a page has. */
export function callSearch(choice: CallChoice, { first, after }: PageRequest): Question {
  const asking = new Asking();
  const page = asking.sides(
    choice,
    after === null ? [] : [`(placed_at, id) < (${asking.bind(after.at)}, ${asking.bind(idOrNull(after.id))}::uuid)`],
  );
  // One more than was asked for tells whether there is a next page.
  const end = `${NEWEST_FIRST} LIMIT ${asking.bind(first + 1)}`;
  const selects = page.map((side) => `SELECT * FROM call ${side} ${end}`);
  const [only] = selects;
  if (selects.length === 1 && only !== undefined) return { sql: only, values: asking.values };
  const all = selects.map((select) => `(${select})`).join(' UNION ALL ');
  return { sql: `SELECT * FROM (${all}) AS found ${end}`, values: asking.values };
}

/** A question in the making: each value it goes by has a number, once. */
export class Asking {
  readonly values: unknown[] = [];

  bind(value: Value | readonly string[]): string {
    return `$${this.values.push(value)}`;
  }

  /**
   * The WHERE of each side on which calls may be found; no call is on two of them. A number is looked for on each side by
   * an index of its own that is in the list's order: one question with OR would read the whole list, or all the months,
   * for a rare number. Those who are called to a conference stand in rows of their own. All its numbers differ, as a
   * call's two do, so nothing is found twice.
   */
  sides(choice: CallChoice, also: readonly string[] = []): readonly string[] {
    const account = choice.account === undefined ? null : this.bind(idOrNull(choice.account));
    const from = choice.from === undefined ? null : this.bind(choice.from);
    const to = choice.to === undefined ? null : this.bind(choice.to);
    const within = [
      ...(account === null ? [] : [`account_id = ${account}`]),
      ...(from === null ? [] : [`placed_at >= ${from}`]),
      ...(to === null ? [] : [`placed_at < ${to}`]),
    ];
    /** Called to a conference. */
    const called = (number: string): string =>
      `(account_id, id) IN (SELECT account_id, call_id FROM participant WHERE ${[
        `number = ${number} AND position > 0`,
        ...within,
      ].join(' AND ')})`;
    const rest = [...within, ...this.#conditions(choice), ...also];
    return this.#wheres(choice, called, rest);
  }

  #wheres({ number, callee }: CallChoice, called: (number: string) => string, rest: readonly string[]): string[] {
    const where = (...conditions: readonly string[]): string => {
      const all = [...conditions, ...rest];
      return all.length === 0 ? '' : `WHERE ${all.join(' AND ')}`;
    };
    const toCallee = callee === undefined ? null : this.bind(textOrNull(callee));
    if (number !== undefined) {
      const party = this.bind(textOrNull(number));
      const rung = toCallee === null ? [] : [`(callee = ${toCallee} OR ${called(toCallee)})`];
      return [`caller = ${party}`, `callee = ${party}`, called(party)].map((side) => where(side, ...rung));
    }
    if (toCallee !== null) return [`callee = ${toCallee}`, called(toCallee)].map((side) => where(side));
    return [where()];
  }

  #conditions({ app, kind, only, status, endedBy, caller, reference, session, ...more }: CallChoice): string[] {
    const equal = (column: string, value: Value | undefined): string[] =>
      value === undefined ? [] : [`${column} = ${this.bind(value)}`];
    return [
      ...equal('app_id', app === undefined ? undefined : idOrNull(app)),
      ...equal('kind', kind),
      ...equal('kind', only),
      ...equal('status', status),
      ...equal('ended_by', endedBy),
      ...equal('caller', caller === undefined ? undefined : textOrNull(caller)),
      ...equal('reference', reference === undefined ? undefined : textOrNull(reference)),
      ...equal('session', session === undefined ? undefined : textOrNull(session)),
      ...(more.isUnderWay === true ? [`money_state = 'RESERVED'`] : []),
      ...(more.among === undefined ? [] : [`id = ANY (${this.bind(more.among)}::uuid[])`]),
    ];
  }
}
