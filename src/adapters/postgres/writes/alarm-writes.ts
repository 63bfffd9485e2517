import type { Saves } from '../../../application/ports/account-repository.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { alarmTable, toAlarmRow } from '../rows/alarm-rows.ts';
import type { Statement } from '../statements.ts';
import { insert, prepared } from '../statements.ts';

export function alarmWrites({ alarms = [], closedAlarms = [] }: Saves, account: AccountId, now: Date): Statement[] {
  const writes: Statement[] = [];
  for (const { kind, subject } of closedAlarms) {
    const text = `UPDATE alarm SET closed_at = $4
      WHERE account_id = $1 AND kind = $2 AND subject = $3 AND closed_at IS NULL`;
    writes.push(prepared(text, [account, kind, subject, now]));
  }
  if (alarms.length > 0) {
    const open = `ON CONFLICT (account_id, kind, subject) WHERE closed_at IS NULL DO NOTHING RETURNING kind, subject`;
    const rows = alarms.map((alarm) => toAlarmRow(account, alarm));
    writes.push(insert(alarmTable, rows, open));
  }
  return writes;
}
