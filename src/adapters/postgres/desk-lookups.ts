import type { AlarmFacts, AlarmKey } from '../../domain/alarm.ts';
import type { AccountId, CallId } from '../../domain/ids.ts';
import type { CallLedger } from '../../domain/ledger.ts';
import { Money } from '../../domain/money.ts';
import type { Statement } from './statements.ts';
import { idOrNull, prepared, textOrNull } from './statements.ts';

/** Transfers of one call: its charge by its own id, and what operators posted for it by new ones. */
const ofCall = (call: string): string => `account_id = $1 AND (subject = ${call} OR call_id = ${call})`;

const missing = `coalesce(sum(
  CASE 'SUSPENSE' WHEN debit THEN amount_fen WHEN credit THEN -amount_fen ELSE 0 END), 0)::text`;

const ledgerQuestion = `SELECT ${missing} AS missing_fen,
    coalesce(sum(CASE 'CUSTOMER' WHEN debit THEN amount_fen WHEN credit THEN -amount_fen ELSE 0 END), 0)::text AS paid_fen
  FROM transfer WHERE ${ofCall('$2')}`;

/** What the ledger says about one call. */
export const callLedger = {
  ask: (account: AccountId, call: CallId): Statement => prepared(ledgerQuestion, [account, idOrNull(call)]),
  read: ([row]: readonly unknown[]): CallLedger => {
    const { paid_fen, missing_fen } = row as { paid_fen: string; missing_fen: string };
    return { paid: Money.fen(BigInt(paid_fen)), missing: Money.fen(BigInt(missing_fen)) };
  },
};

const alarmQuestion = `SELECT
  EXISTS (SELECT FROM alarm
    WHERE account_id = $1 AND kind = $2 AND subject = $3 AND closed_at IS NULL) AS "isOpen",
  CASE $2
    WHEN 'CALLBACK_PARKED' THEN EXISTS (
      SELECT FROM callback WHERE account_id = $1 AND body_hash = $3 AND state = 'PARKED')
    WHEN 'DISCREPANCY' THEN EXISTS (
      SELECT FROM discrepancy WHERE account_id = $1 AND call_id = $4 AND decision IS NULL)
    WHEN 'SHORTFALL' THEN (SELECT ${missing} <> '0' FROM transfer WHERE ${ofCall('$4')})
    WHEN 'CALL_OVERDUE' THEN EXISTS (
      SELECT FROM call WHERE account_id = $1 AND id = $4 AND money_state = 'RESERVED')
    WHEN 'APP_KEY_DISABLED' THEN EXISTS (
      SELECT FROM app WHERE account_id = $1 AND id = $4 AND stopped_by_provider IS NOT NULL)
    ELSE false
  END AS "subjectWaits"`;

/** Whether an alarm is open, and whether what it is about still waits for a decision. */
export const alarm = {
  ask: (account: AccountId, { kind, subject }: AlarmKey): Statement =>
    prepared(alarmQuestion, [account, kind, textOrNull(subject), idOrNull(subject)]),
  read: ([row]: readonly unknown[]): AlarmFacts => row as AlarmFacts,
};
