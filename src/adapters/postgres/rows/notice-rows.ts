import type { AccountId } from '../../../domain/ids.ts';
import type { Notice, NoticeFacts, NoticeKind } from '../../../domain/notice.ts';
import { key, tableOf, text, time, uuid } from './columns.ts';
import type { FlatJson } from './flat-json.ts';
import { fromFlatJson, toFlatJson } from './flat-json.ts';

export interface NoticeRow {
  account_id: string;
  key: string;
  kind: NoticeKind;
  /** Read as JSON, written as its text. */
  facts: FlatJson | string;
  at: Date;
}

export const noticeTable = tableOf<NoticeRow>('notice', {
  account_id: key(uuid),
  key: key(text),
  kind: text,
  facts: { type: 'jsonb' },
  at: time,
});

export function toNoticeRow(account: AccountId, { key: name, facts, at }: Notice): NoticeRow {
  return { account_id: account, key: name, kind: facts.kind, facts: JSON.stringify(toFlatJson({ ...facts })), at };
}

export function fromNoticeRow({ key: name, facts, at }: Pick<NoticeRow, 'key' | 'facts' | 'at'>): Notice {
  return { key: name, facts: fromFlatJson(facts as FlatJson) as unknown as NoticeFacts, at };
}
