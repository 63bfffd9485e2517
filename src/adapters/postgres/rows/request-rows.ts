import type { Rejection } from '../../../domain/errors.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { KeyedRequest } from '../../../domain/request.ts';
import { key, tableOf, text, time, uuid } from './columns.ts';
import type { FlatJson } from './flat-json.ts';
import { fromFlatJson, toFlatJson } from './flat-json.ts';

type OutcomeJson =
  { readonly kind: 'DONE'; readonly id: string } | { readonly kind: 'REFUSED'; readonly rejection: FlatJson };

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
    outcome.kind === 'DONE' ? outcome : { kind: outcome.kind, rejection: toFlatJson({ ...outcome.rejection }) };
  return { account_id: account, operation, key: name, input, outcome: JSON.stringify(stored), at };
}

export function fromRequestRow(row: RequestRow): KeyedRequest {
  const outcome = row.outcome as OutcomeJson;
  return {
    operation: row.operation,
    key: row.key,
    input: row.input,
    outcome:
      outcome.kind === 'DONE' ? outcome : { kind: 'REFUSED', rejection: fromFlatJson(outcome.rejection) as Rejection },
    at: row.at,
  };
}
