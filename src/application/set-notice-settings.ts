import type { Account } from '../domain/account.ts';
import type { NoticeSettings } from '../domain/notice-settings.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import type { Ports } from './ports/ports.ts';

/**
 * NOTICE-2, NOTICE-3: in which language the people of the account are told, and of how few minutes.
 *
 * @throws DomainError NOT_ALLOWED, ACCOUNT_CLOSED, THRESHOLD_OUT_OF_RANGE
 */
export function setNoticeSettings({ accounts }: Ports) {
  return async (principal: Principal, settings: NoticeSettings): Promise<Account> => {
    permit(principal, 'setNoticeSettings');
    return await accounts.decide(principal.account, {}, ({ account }) => {
      account.requireNotClosed();
      const next = account.withNotices(settings);
      return { answer: next, saves: { account: next } };
    });
  };
}
