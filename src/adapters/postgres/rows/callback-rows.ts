import { randomUUID } from 'node:crypto';
import type { ParkReason, StoredCallback } from '../../../domain/callback.ts';
import type { AccountId, AppId, CallId } from '../../../domain/ids.ts';
import { partyKey } from '../../../domain/parties.ts';
import type { CallReport } from '../../../domain/report.ts';
import { textOrNull } from '../statements.ts';
import { key, optional, tableOf, text, time, uuid } from './columns.ts';
import type { ReportJson } from './report-json.ts';
import { readReport, writeReport } from './report-json.ts';

export interface CallbackRow {
  /** For its place in a list; it is known by its key. */
  id: string;
  account_id: string;
  app_id: string;
  body_hash: string;
  body: Buffer;
  /** Read as JSON, written as its text. */
  report: ReportJson | string | null;
  session: string | null;
  caller: string | null;
  callee: string | null;
  /** A conference's, as a set. */
  members: string | null;
  state: StoredCallback['state'];
  reason: ParkReason | null;
  call_id: string | null;
  received_at: Date;
}

export const callbackTable = tableOf<CallbackRow>('callback', {
  id: uuid,
  account_id: key(uuid),
  app_id: key(uuid),
  body_hash: key(text),
  body: { type: 'bytea' },
  report: optional({ type: 'json' }),
  session: optional(text),
  caller: optional(text),
  callee: optional(text),
  members: optional(text),
  state: text,
  reason: optional(text),
  call_id: optional(uuid),
  received_at: time,
});

export function toCallbackRow(account: AccountId, callback: StoredCallback): CallbackRow {
  const { report } = callback;
  return {
    id: randomUUID(),
    account_id: account,
    app_id: callback.app,
    body_hash: callback.bodyHash,
    body: Buffer.from(callback.body),
    report: report === null ? null : writeReport(report),
    session: textOrNull(report?.session),
    ...partyColumns(report),
    state: callback.state,
    reason: callback.reason,
    call_id: callback.call,
    received_at: callback.receivedAt,
  };
}

/** By which a parked one is found. */
function partyColumns(report: CallReport | null): Pick<CallbackRow, 'caller' | 'callee' | 'members'> {
  const key = report && partyKey(report);
  const { caller, callee } = key?.kind === 'CALL' ? key : {};
  const members = key?.kind === 'CONFERENCE' ? key.members : undefined;
  return { caller: textOrNull(caller), callee: textOrNull(callee), members: textOrNull(members) };
}

export function fromCallbackRow(row: CallbackRow): StoredCallback {
  return {
    app: row.app_id as AppId,
    bodyHash: row.body_hash,
    body: Uint8Array.from(row.body),
    report: row.report === null ? null : readReport(row.report as ReportJson),
    state: row.state,
    reason: row.reason,
    call: row.call_id as CallId | null,
    receivedAt: row.received_at,
  };
}
