import type { Saves } from '../../../application/ports/account-repository.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { AlarmRow } from '../rows/alarm-rows.ts';
import { alarmTable, toAlarmRow } from '../rows/alarm-rows.ts';
import type { Statement } from '../statements.ts';
import { idOrNull, insert, prepared } from '../statements.ts';

export function alarmWrites({ alarms = [], closedAlarms = [] }: Saves, account: AccountId, now: Date): Statement[] {
  const writes: Statement[] = [];
  for (const { kind, subject } of closedAlarms) {
    const text = `UPDATE alarm SET closed_at = $4
      WHERE account_id = $1 AND kind = $2 AND subject = $3 AND closed_at IS NULL`;
    writes.push(prepared(text, [account, kind, subject, now]));
  }
  const rows = alarms.map((alarm) => toAlarmRow(account, alarm));
  const others = rows.filter(({ kind }) => kind !== 'DISCREPANCY');
  if (others.length > 0) writes.push(insert(alarmTable, others, whereNoneIsOpen));
  return [...writes, ...rows.filter(({ kind }) => kind === 'DISCREPANCY').map(discrepancyAlarm)];
}

const whereNoneIsOpen =
  'ON CONFLICT (account_id, kind, subject) WHERE closed_at IS NULL DO NOTHING RETURNING kind, subject';

/** CALL-6: the same difference, reported again after somebody has decided about it, calls nobody. */
const whereOneWaits = `
  INSERT INTO alarm (account_id, id, kind, subject, detail, opened_at)
  SELECT $1, $2, $3, $4, $5, $6
  WHERE EXISTS (SELECT FROM discrepancy WHERE account_id = $1 AND call_id = $7 AND decision IS NULL)
  ${whereNoneIsOpen}`;

function discrepancyAlarm({ account_id, id, kind, subject, detail, opened_at }: AlarmRow): Statement {
  return prepared(whereOneWaits, [account_id, id, kind, subject, detail, opened_at, idOrNull(subject)]);
}
