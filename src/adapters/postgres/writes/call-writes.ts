import type { Saves } from '../../../application/ports/account-repository.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { callTable, toCallRow } from '../rows/call-rows.ts';
import { callbackTable, toCallbackRow } from '../rows/callback-rows.ts';
import { calleeTable, toCalleeRow } from '../rows/callee-rows.ts';
import { participantTable, toParticipantRows } from '../rows/participant-rows.ts';
import { discrepancyTable, resolutionTable, toDiscrepancyRow, toResolutionRow } from '../rows/resolution-rows.ts';
import type { Statement } from '../statements.ts';
import { insert, update, upsert } from '../statements.ts';

const callColumns = [
  ...(['money_state', 'status', 'session', 'answered_at'] as const),
  ...(['refusal_code', 'refusal_retry_seconds', 'refusal_cause'] as const),
  ...(['report_source', 'report_caller', 'report_callee', 'report_members'] as const),
  ...(['report_created_at', 'report_started_at', 'talk_seconds', 'legs'] as const),
  ...(['charge_fen', 'ended_at', 'version', 'changed_at', 'due_at'] as const),
  ...(['ended_by', 'hang_up_cause', 'time_to_answer_ms'] as const),
] as const;

/** Whoever says when a call is due next has done what its claim was for. */
const endOfClaim =
  'claimed_until = CASE WHEN call.due_at IS NOT DISTINCT FROM excluded.due_at THEN call.claimed_until END';

export function callWrites(saves: Saves, account: AccountId, replica: string): Statement[] {
  const { call, resolution, rings = [], discrepancies = [], resolvedDiscrepancy, callbacks = [] } = saves;
  const writes: Statement[] = [];
  if (call !== undefined) {
    const row = { ...toCallRow(call), placed_by: replica };
    writes.push(upsert(callTable, [row], ['account_id', 'id'], callColumns, [endOfClaim]));
    if (call.kind === 'CONFERENCE' && call.isNew) writes.push(insert(participantTable, toParticipantRows(call)));
  }
  if (rings.length > 0) writes.push(upsert(calleeTable, rings.map(toCalleeRow), ['number'], ['rung_at']));
  if (resolution !== undefined) writes.push(insert(resolutionTable, [toResolutionRow(account, resolution)]));
  if (discrepancies.length > 0) {
    const rows = discrepancies.map((discrepancy) => toDiscrepancyRow(account, discrepancy));
    writes.push(insert(discrepancyTable, rows, 'ON CONFLICT DO NOTHING'));
  }
  if (resolvedDiscrepancy !== undefined) {
    const row = toDiscrepancyRow(account, resolvedDiscrepancy, resolvedDiscrepancy.resolution);
    const changing = ['decision', 'difference_fen', 'resolved_at'] as const;
    writes.push(update(discrepancyTable, row, ['account_id', 'call_id', 'reported_seconds'], changing));
  }
  if (callbacks.length > 0) {
    const rows = callbacks.map((callback) => toCallbackRow(account, callback));
    writes.push(upsert(callbackTable, rows, ['account_id', 'app_id', 'body_hash'], ['state', 'reason', 'call_id']));
  }
  return writes;
}
