import { Money } from '../../../domain/money.ts';

export type FlatValue = string | number | boolean | Money | Date | null;
type FieldJson = string | number | boolean | null | { readonly fen: string } | { readonly time: string };
/** Flat fields; money and times are tagged, because JSON has neither. */
export type FlatJson = Readonly<Record<string, FieldJson>>;

export function toFlatJson(fields: Readonly<Record<string, FlatValue>>): FlatJson {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, writeField(value)]));
}

export function fromFlatJson(fields: FlatJson): Readonly<Record<string, FlatValue>> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, readField(value)]));
}

function writeField(value: FlatValue): FieldJson {
  if (value instanceof Money) return { fen: value.fen.toString() };
  return value instanceof Date ? { time: value.toISOString() } : value;
}

function readField(value: FieldJson): FlatValue {
  if (value === null || typeof value !== 'object') return value;
  return 'fen' in value ? Money.fen(BigInt(value.fen)) : new Date(value.time);
}
