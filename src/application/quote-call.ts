import type { AppId } from '../domain/ids.ts';
import type { Money } from '../domain/money.ts';
import type { Principal } from '../domain/principal.ts';
import type { Quote } from '../domain/quote.ts';
import { quoteCall as quote } from '../domain/quote.ts';
import { permit } from '../domain/role.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';

export interface QuoteRequest {
  readonly app: AppId;
  readonly maxDurationSeconds: number | null;
  readonly minDurationSeconds: number | null;
}

/**
 * CALL-3: what a call would be granted now and would cost at the most. Binds nobody.
 *
 * @throws DomainError NOT_ALLOWED, NOT_FOUND, ACCOUNT_SUSPENDED, ACCOUNT_CLOSED, SERVICE_SUSPENDED, SERVICE_DISABLED,
 * PROVIDER_ACCOUNT_DISABLED, INVALID_DURATION, INSUFFICIENT_BALANCE
 */
export function quoteCall({ accounts }: Ports, { tariff }: Settings) {
  return async (principal: Principal, input: QuoteRequest): Promise<{ quote: Quote; available: Money }> => {
    permit(principal, 'quoteCall');
    return accounts.decide(principal.account, { app: input.app }, ({ app, account, now }) => {
      account.requireActive();
      app.requireEnabled();
      const asked = { maxSeconds: input.maxDurationSeconds, minSeconds: input.minDurationSeconds };
      return {
        answer: {
          quote: quote(account.tariffs.at(now, tariff), app.limits, account.available, asked, 2),
          available: account.available,
        },
      };
    });
  };
}
