import type { EntitySchema } from 'typeorm';

/** What a `pg` client does. */
export interface Connection {
  query(sql: string, values?: unknown[]): Promise<unknown>;
}

/** Rows of a batch travel as one text of JSON: fewer parameters than columns times rows, and no limit to their number. */
const ROWS = 2000;

/**
 * Inserts rows as they are. A value that the row has as text because the driver wants it so (an array, JSON) is given as
 * what it is.
 */
export async function insertMany<Row extends object>(
  client: Connection,
  { options: { name } }: EntitySchema<Row>,
  rows: readonly Partial<Record<keyof Row, unknown>>[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS) {
    const batch = rows.slice(start, start + ROWS);
    const columns = Object.keys(batch[0] ?? {}).map((column) => `"${column}"`);
    const list = columns.join(', ');
    const sql = `INSERT INTO "${name}" (${list}) SELECT ${list} FROM json_populate_recordset(null::"${name}", $1::json)`;
    await client.query(sql, [JSON.stringify(batch)]);
  }
}
