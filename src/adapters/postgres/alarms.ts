import type { Pool } from 'pg';
import type { Alarms } from '../../application/ports/alarms.ts';
import type { AlarmKind } from '../../domain/alarm.ts';
import { alarmTable, toAlarmRow } from './rows/alarm-rows.ts';
import type { Statement } from './statements.ts';
import { insert, prepared } from './statements.ts';
import { flight, persistently, withClient } from './transaction.ts';

/** In the writer role: what belongs to no account is no member's to see. Each is one statement, safe to send again. */
export class PostgresAlarms implements Alarms {
  constructor(
    private readonly pool: Pool,
    private readonly now: () => Date,
  ) {}

  async open(kind: AlarmKind, subject: string, detail?: string): Promise<boolean> {
    const row = toAlarmRow(null, { kind, subject, openedAt: this.now(), ...(detail !== undefined && { detail }) });
    const once = 'ON CONFLICT (account_id, kind, subject) WHERE closed_at IS NULL DO NOTHING';
    return (await this.#write(insert(alarmTable, [row], once))) > 0;
  }

  async close(kind: AlarmKind, subject: string): Promise<void> {
    const text = `UPDATE alarm SET closed_at = $3
      WHERE account_id IS NULL AND kind = $1 AND subject = $2 AND closed_at IS NULL`;
    await this.#write(prepared(text, [kind, subject, this.now()]));
  }

  async #write(statement: Statement): Promise<number> {
    const answers = await persistently(() => withClient(this.pool, (client) => flight(client, [statement])));
    return answers[0]?.rowCount ?? 0;
  }
}
