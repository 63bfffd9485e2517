import type { EntitySchemaColumnOptions } from 'typeorm';

type Column = EntitySchemaColumnOptions;

export const text: Column = { type: 'text' };
export const uuid: Column = { type: 'uuid' };
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
