import type { EntitySchemaColumnOptions } from 'typeorm';
import { EntitySchema } from 'typeorm';

type Column = EntitySchemaColumnOptions;

export const text: Column = { type: 'text' };
export const uuid: Column = { type: 'uuid' };
export const boolean: Column = { type: 'boolean' };
export const integer: Column = { type: 'integer' };
/** Arrives as a decimal string: a `number` would lose fen. */
export const bigint: Column = { type: 'bigint' };
/** To the millisecond, as a `Date` is: finer times would let a cursor of (time, id) skip rows. */
export const time: Column = { type: 'timestamp with time zone', precision: 3 };

export function optional(column: Column): Column {
  return { ...column, nullable: true };
}

export function key(column: Column): Column {
  return { ...column, primary: true };
}

/** A table whose columns are those of its rows: a forgotten one does not compile. */
export function tableOf<Row extends object>(
  name: string,
  columns: { readonly [Name in keyof Row]: Column },
): EntitySchema<Row> {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- TypeORM takes plain options
  return new EntitySchema<Row>({ name, columns });
}
