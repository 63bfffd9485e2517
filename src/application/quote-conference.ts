import { requirePartyCount } from '../domain/conference-bounds.ts';
import type { Money } from '../domain/money.ts';
import type { Principal } from '../domain/principal.ts';
import type { Quote } from '../domain/quote.ts';
import { quoteCall } from '../domain/quote.ts';
import { permit } from '../domain/role.ts';
import type { Ports } from './ports/ports.ts';
import type { QuoteRequest } from './quote-call.ts';
import type { Settings } from './settings.ts';

export interface ConferenceQuoteRequest extends QuoteRequest {
  /** The caller included. */
  readonly parties: number;
}

/**
 * CALL-3, PRICE-2: what a conference of so many would be granted now and would cost at the most. Binds nobody.
 *
 * @throws DomainError NOT_ALLOWED, NOT_FOUND, ACCOUNT_SUSPENDED, ACCOUNT_CLOSED, SERVICE_SUSPENDED, SERVICE_DISABLED,
 * PROVIDER_ACCOUNT_DISABLED, WRONG_PARTY_COUNT, INVALID_DURATION, INSUFFICIENT_BALANCE
 */
export function quoteConference({ accounts }: Ports, { tariff }: Settings) {
  return async (principal: Principal, input: ConferenceQuoteRequest): Promise<{ quote: Quote; available: Money }> => {
    permit(principal, 'quoteConference');
    return accounts.decide(principal.account, { app: input.app }, ({ app, account, now }) => {
      account.requireActive();
      app.requireEnabled();
      requirePartyCount(input.parties, app.conferences);
      const asked = { maxSeconds: input.maxDurationSeconds, minSeconds: input.minDurationSeconds };
      const { available, tariffs } = account;
      const quote = quoteCall(tariffs.at(now, tariff), app.limits, available, asked, input.parties);
      return { answer: { quote, available } };
    });
  };
}
