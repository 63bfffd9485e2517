import type { Saves } from '../../../application/ports/account-repository.ts';
import type { Transfer } from '../../../domain/ledger.ts';
import type { EventRow } from '../rows/event-rows.ts';
import type { Scene } from './scene.ts';

/**
 * One per saved subject, numbered on from the account's newest. Postings announce the account also where its balance
 * stays: their ids are ordered by the number.
 */
export function eventsOf(
  { account, call }: Saves,
  transfers: readonly Transfer[],
  { before, now: at, decisionId }: Scene,
): Omit<EventRow, 'recorded_at'>[] {
  const posted = account !== undefined || transfers.length > 0;
  const { version } = account ?? before;
  const subjects = [
    ...(call === undefined ? [] : [{ subject_kind: 'CALL' as const, subject_id: call.id, version: call.version }]),
    ...(posted ? [{ subject_kind: 'ACCOUNT' as const, subject_id: before.id, version }] : []),
  ];
  return subjects.map((subject, index) => ({
    account_id: before.id,
    seq: (BigInt(before.sequence) + BigInt(index + 1)).toString(),
    ...subject,
    at,
    decision_id: decisionId,
  }));
}
