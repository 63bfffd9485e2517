import type { Account } from '../domain/account.ts';
import type { CallId } from '../domain/ids.ts';
import type { Money } from '../domain/money.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import type { SuspenseDecision } from '../domain/suspense.ts';
import { settleSuspense as settle } from '../domain/suspense.ts';
import type { OperatorCommand } from './operator-order.ts';
import { carryOutOnce, operatorOrder } from './operator-order.ts';
import type { Ports } from './ports/ports.ts';

export interface SuspenseOrder extends OperatorCommand {
  readonly call: CallId;
  readonly decision: SuspenseDecision;
}

export interface SettledSuspense {
  readonly account: Account;
  /** What is in suspense for the call still. */
  readonly left: Money;
  readonly replayed: boolean;
}

/**
 * SUSPENSE-1: an operator collects what a customer could not pay for a call, or gives it up.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, NOTHING_IN_SUSPENSE,
 * INSUFFICIENT_BALANCE
 */
export function settleSuspense({ accounts, random }: Pick<Ports, 'accounts' | 'random'>) {
  return async (principal: Principal, input: SuspenseOrder): Promise<SettledSuspense> => {
    permit(principal, 'settleSuspense');
    const { account, call, decision } = input;
    const order = operatorOrder(principal, 'settleSuspense', input, [call, decision]);
    const posting = random.id();
    return accounts.decide(account, { call, callLedger: call, request: order.key }, (facts) => {
      const present = () => ({ account: facts.account, left: facts.callLedger.missing });
      return carryOutOnce(order, facts, present, () => {
        const {
          account: after,
          transfers,
          closedAlarms,
          moved,
          left,
        } = settle(facts.account, call, facts.callLedger, decision, posting, facts.now);
        return {
          answer: { account: after, left },
          saves: { ...(after !== facts.account && { account: after }), closedAlarms },
          transfers,
          subject: call,
          details: { decision, moved: moved.toYuan(), left: left.toYuan() },
        };
      });
    });
  };
}
