import type { Saves } from '../../../application/ports/account-repository.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { noticeTable, toNoticeRow } from '../rows/notice-rows.ts';
import type { Statement } from '../statements.ts';
import { insert } from '../statements.ts';

/** Together with what it is about, so that nothing is told that did not happen, nor forgotten that did. */
export function noticeWrites({ notices = [] }: Saves, account: AccountId): Statement[] {
  if (notices.length === 0) return [];
  const rows = notices.map((notice) => toNoticeRow(account, notice));
  return [insert(noticeTable, rows, 'ON CONFLICT DO NOTHING')];
}
