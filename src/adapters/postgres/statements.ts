import { createHash } from 'node:crypto';
import type { QueryConfig } from 'pg';
import type { EntitySchema } from 'typeorm';

/**
 * What may be sent. The driver refuses none of these on our side, where a refused statement would not stop the COMMIT
 * that was sent behind it.
 */
export type Value = string | number | boolean | Date | Buffer | null;

export interface Statement extends QueryConfig<Value[]> {
  readonly name: string;
  readonly text: string;
  readonly values: Value[];
}

const names = new Map<string, string>();

/** A statement that each connection plans once. Its name follows from its text, so that no two share one. */
export function prepared(text: string, values: readonly Value[]): Statement {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('hex').slice(0, 32);
    names.set(text, name);
  }
  return { name, text, values: [...values] };
}

type Columns<Row> = readonly (keyof Row & string)[];

/** One INSERT of all rows. `rest` is what follows, such as ON CONFLICT. */
export function insert<Row extends object>(
  table: EntitySchema<Row>,
  rows: readonly Partial<Row>[],
  rest = '',
): Statement {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Row & string)[];
  let count = 0;
  const tuples = rows.map(() => `(${columns.map(() => `$${++count}`).join(', ')})`);
  const into = `INSERT INTO "${table.options.name}" (${columns.map(quoted).join(', ')})`;
  const values = rows.flatMap((row) => columns.map((column) => row[column] as Value));
  return prepared(`${into} VALUES ${tuples.join(', ')} ${rest}`.trim(), values);
}

/** Inserts rows that are new, and gives those that are there the new values of the columns that may change. */
export function upsert<Row extends object>(
  table: EntitySchema<Row>,
  rows: readonly Partial<Row>[],
  key: Columns<Row>,
  changing: Columns<Row>,
  also: readonly string[] = [],
): Statement {
  const changes = [...changing.map((column) => `${quoted(column)} = excluded.${quoted(column)}`), ...also];
  return insert(table, rows, `ON CONFLICT (${key.map(quoted).join(', ')}) DO UPDATE SET ${changes.join(', ')}`);
}

/** Gives the row with this key the new values of the columns that may change. */
export function update<Row extends object>(
  table: EntitySchema<Row>,
  row: Row,
  key: Columns<Row>,
  changing: Columns<Row>,
): Statement {
  const bind = (columns: Columns<Row>, from: number): string[] =>
    columns.map((column, index) => `${quoted(column)} = $${from + index}`);
  const set = bind(changing, 1).join(', ');
  const where = bind(key, changing.length + 1).join(' AND ');
  const values = [...changing, ...key].map((column) => row[column] as Value);
  return prepared(`UPDATE "${table.options.name}" SET ${set} WHERE ${where}`, values);
}

const merged = new Map<string, { readonly name: string; readonly text: string }>();

/**
 * One statement that does what all of these do, each to a table of its own: constraints are looked at when it ends, so
 * their order does not matter. It costs the driver and the server one statement instead of many.
 */
export function together(statements: readonly Statement[]): Statement[] {
  const [only] = statements;
  if (only === undefined || statements.length === 1) return [...statements];
  const key = statements.map(({ name }) => name).join(' ');
  let whole = merged.get(key);
  if (whole === undefined) {
    const { name, text } = prepared(mergedText(statements), []);
    whole = { name, text };
    merged.set(key, whole);
  }
  return [{ ...whole, values: statements.flatMap(({ values }) => values) }];
}

/** All but the last become parts of its WITH; each one's parameters are numbered on from those before. */
function mergedText(statements: readonly Statement[]): string {
  let before = 0;
  const texts = statements.map(({ text, values }) => {
    const numbered = text.replaceAll(/\$(\d+)/g, (_, place: string) => `$${Number(place) + before}`);
    before += values.length;
    return numbered;
  });
  const parts = texts.slice(0, -1).map((text, index) => `part_${index} AS (${text})`);
  return `WITH ${parts.join(', ')} ${texts.at(-1) ?? ''}`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id as a key: what is not a UUID is nobody's id, and finds nothing instead of failing. */
export function idOrNull(id: string): string | null {
  return UUID.test(id) ? id : null;
}

/** A text as a key: one with U+0000 is no row's, because `text` cannot hold it; it finds nothing instead of failing. */
export function textOrNull(text: string | undefined): string | null {
  return text === undefined || text.includes('\0') ? null : text;
}

function quoted(column: string): string {
  return `"${column}"`;
}
