import type { AccountId } from '../../../domain/ids.ts';
import type { Notice, NoticeFacts, NoticeKind } from '../../../domain/notice.ts';
import { integer, key, optional, tableOf, text, time, uuid } from './columns.ts';
import type { FlatJson } from './flat-json.ts';
import { fromFlatJson, toFlatJson } from './flat-json.ts';

export interface NoticeRow {
  account_id: string;
  key: string;
  kind: NoticeKind;
  /** Read as JSON, written as its text. */
  facts: FlatJson | string;
  at: Date;
  /** Wall time at which its mails were made; null before. */
  addressed_at: Date | null;
}

export const noticeTable = tableOf<NoticeRow>('notice', {
  account_id: key(uuid),
  key: key(text),
  kind: text,
  facts: { type: 'jsonb' },
  at: time,
  addressed_at: optional(time),
});

export interface NoticeMailRow {
  account_id: string;
  key: string;
  member_id: string;
  email: string;
  state: 'PENDING' | 'SENT' | 'GIVEN_UP';
  /** Grows with each claim. */
  attempts: number;
  /** Wall times. A claim lasts until it is due again. */
  due_at: Date;
  sent_at: Date | null;
}

export const noticeMailTable = tableOf<NoticeMailRow>('notice_mail', {
  account_id: key(uuid),
  key: key(text),
  member_id: key(uuid),
  email: text,
  state: { ...text, default: 'PENDING' },
  attempts: { ...integer, default: 0 },
  due_at: time,
  sent_at: optional(time),
});

export function toNoticeRow(account: AccountId, { key: name, facts, at }: Notice): Omit<NoticeRow, 'addressed_at'> {
  return { account_id: account, key: name, kind: facts.kind, facts: JSON.stringify(toFlatJson({ ...facts })), at };
}

export function fromNoticeRow({ key: name, facts, at }: Pick<NoticeRow, 'key' | 'facts' | 'at'>): Notice {
  return { key: name, facts: fromFlatJson(facts as FlatJson) as unknown as NoticeFacts, at };
}
