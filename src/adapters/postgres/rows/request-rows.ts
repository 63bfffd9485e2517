import type { Rejection } from '../../../domain/errors.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { Money } from '../../../domain/money.ts';
import type { KeyedRequest } from '../../../domain/request.ts';
import { key, tableOf, text, time, uuid } from './columns.ts';

type FieldJson = string | number | null | { readonly fen: string } | { readonly time: string };
type OutcomeJson =
  | { readonly kind: 'DONE'; readonly id: string }
  | { readonly kind: 'REFUSED'; readonly rejection: Readonly<Record<string, FieldJson>> };

export interface RequestRow {
  account_id: string;
  operation: KeyedRequest['operation'];
  key: string;
  input: string;
  /** Read as JSON, written as its text. */
  outcome: OutcomeJson | string;
  at: Date;
}

export const requestTable = tableOf<RequestRow>('request', {
  account_id: key(uuid),
  operation: key(text),
  key: key(text),
  input: text,
  outcome: { type: 'jsonb' },
  at: time,
});

export function toRequestRow(account: AccountId, request: KeyedRequest): RequestRow {
  const { operation, key: name, input, outcome, at } = request;
  const stored =
    outcome.kind === 'DONE' ? outcome : { kind: outcome.kind, rejection: writeRejection(outcome.rejection) };
  return { account_id: account, operation, key: name, input, outcome: JSON.stringify(stored), at };
}

export function fromRequestRow(row: RequestRow): KeyedRequest {
  const outcome = row.outcome as OutcomeJson;
  return {
    operation: row.operation,
    key: row.key,
    input: row.input,
    outcome: outcome.kind === 'DONE' ? outcome : { kind: 'REFUSED', rejection: readRejection(outcome.rejection) },
    at: row.at,
  };
}

/** A rejection's fields are flat; money and times are tagged, because JSON has neither. */
function writeRejection(rejection: Rejection): Record<string, FieldJson> {
  const fields: Record<string, string | number | Money | Date | null> = { ...rejection };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, writeField(value)]));
}

function writeField(value: string | number | Money | Date | null): FieldJson {
  if (value instanceof Money) return { fen: value.fen.toString() };
  return value instanceof Date ? { time: value.toISOString() } : value;
}

function readRejection(fields: Readonly<Record<string, FieldJson>>): Rejection {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, readField(value)])) as Rejection;
}

function readField(value: FieldJson): string | number | Money | Date | null {
  if (value === null || typeof value !== 'object') return value;
  return 'fen' in value ? Money.fen(BigInt(value.fen)) : new Date(value.time);
}
