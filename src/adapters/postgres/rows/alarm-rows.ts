import { randomUUID } from 'node:crypto';
import type { Alarm } from '../../../domain/alarm.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { key, optional, tableOf, text, time, uuid } from './columns.ts';

export interface AlarmRow {
  /** NULL for what belongs to no account. */
  account_id: string | null;
  id: string;
  kind: Alarm['kind'];
  subject: string;
  detail: string | null;
  opened_at: Date;
  closed_at: Date | null;
}

export const alarmTable = tableOf<AlarmRow>('alarm', {
  account_id: optional(uuid),
  id: key(uuid),
  kind: text,
  subject: text,
  detail: optional(text),
  opened_at: time,
  closed_at: optional(time),
});

export function toAlarmRow(account: AccountId | null, alarm: Alarm): AlarmRow {
  const { kind, subject, detail = null, openedAt } = alarm;
  return { account_id: account, id: randomUUID(), kind, subject, detail, opened_at: openedAt, closed_at: null };
}

export function fromAlarmRow({ kind, subject, detail, opened_at }: AlarmRow): Alarm {
  return { kind, subject, openedAt: opened_at, ...(detail !== null && { detail }) };
}
