import type { Money } from '../domain/money.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import type { Basis } from '../domain/tariff.ts';
import type { OperatorCommand } from './operator-order.ts';
import { carryOutOnce, operatorOrder } from './operator-order.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';
import type { ChangedAccount } from './suspend-account.ts';

export interface TariffCommand extends OperatorCommand {
  readonly pricePerMinute: Money;
  readonly basis: Basis;
  /** Service time; null: from now on. */
  readonly from: Date | null;
}

/**
 * PRICE-4: an operator announces a tariff of an account's own. Calls that are placed before keep theirs. The trail keeps
 * every version that ever was announced.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, ACCOUNT_CLOSED, PRICE_OUT_OF_RANGE,
 * TARIFF_IN_PAST
 */
export function setTariff({ accounts }: Ports, settings: Settings) {
  return async (principal: Principal, command: TariffCommand): Promise<ChangedAccount> => {
    permit(principal, 'setTariff');
    const { pricePerMinute, basis } = command;
    const terms = [pricePerMinute.toYuan(), basis, command.from?.toISOString() ?? null];
    const order = operatorOrder(principal, 'setTariff', command, terms);
    return accounts.decide(command.account, { request: order.key }, (facts) => {
      const { account, now } = facts;
      const present = () => ({ account });
      return carryOutOnce(order, facts, present, () => {
        account.requireNotClosed();
        const from = command.from ?? now;
        const next = account.withTariffs(account.tariffs.announce(pricePerMinute, basis, from, now));
        const before = account.tariffs.at(now, settings.tariff);
        const details = {
          version: from.toISOString(),
          pricePerMinute: pricePerMinute.toYuan(),
          basis,
          presentVersion: before.version,
          presentPricePerMinute: before.pricePerMinute.toYuan(),
          presentBasis: before.basis,
        };
        return { answer: { account: next }, saves: { account: next }, subject: account.id, details };
      });
    });
  };
}
