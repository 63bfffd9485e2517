import type { AccountLimits } from '../domain/own-limits.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import type { OperatorCommand } from './operator-order.ts';
import { carryOutOnce, operatorOrder } from './operator-order.ts';
import type { Ports } from './ports/ports.ts';
import type { ChangedAccount } from './suspend-account.ts';

export interface AccountLimitsCommand extends OperatorCommand {
  /** All of them: what is null is as configured from here on. */
  readonly limits: AccountLimits;
}

/**
 * CALL-10: an operator sets limits of an account's own, for calls that are placed from here on. Those under way count,
 * and are not cut.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, ACCOUNT_CLOSED, LIMIT_OUT_OF_RANGE
 */
export function setAccountLimits({ accounts }: Ports) {
  return async (principal: Principal, command: AccountLimitsCommand): Promise<ChangedAccount> => {
    permit(principal, 'setAccountLimits');
    const { limits } = command;
    const order = operatorOrder(principal, 'setAccountLimits', command, Object.values(written(limits)));
    return accounts.decide(command.account, { request: order.key }, (facts) => {
      const { account } = facts;
      const present = () => ({ account });
      return carryOutOnce(order, facts, present, () => {
        account.requireNotClosed();
        const next = account.limit(limits);
        const before = written(account.limits);
        const details = {
          ...written(limits),
          beforeCallsAtOnce: before.callsAtOnce,
          beforeSpendPerDay: before.spendPerDay,
          beforeCoolDownSeconds: before.coolDownSeconds,
        };
        return { answer: { account: next }, saves: { account: next }, subject: account.id, details };
      });
    });
  };
}

/** As the trail has them. */
function written({ callsAtOnce, spendPerDay, coolDownSeconds }: AccountLimits) {
  const amount = spendPerDay === null || spendPerDay === 'NONE' ? spendPerDay : spendPerDay.toYuan();
  return { callsAtOnce, spendPerDay: amount, coolDownSeconds };
}
