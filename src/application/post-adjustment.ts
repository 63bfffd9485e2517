import type { Account } from '../domain/account.ts';
import type { Adjustment } from '../domain/adjustment.ts';
import { adjust, checkAdjustment } from '../domain/adjustment.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import { parseText } from '../domain/text.ts';
import type { OperatorCommand } from './operator-order.ts';
import { carryOutOnce, operatorOrder } from './operator-order.ts';
import type { Ports } from './ports/ports.ts';

export interface AdjustmentOrder extends OperatorCommand, Adjustment {}

export interface PostedAdjustment {
  readonly account: Account;
  /** The `subject` of its ledger entry. */
  readonly posting: string;
  readonly replayed: boolean;
}

/**
 * ADJUST-1, ACC-6: an operator posts to or from an account, by a reference of its own that is posted once, for ever.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, AMOUNT_OUT_OF_RANGE, NOT_FOUND, IDEMPOTENCY_MISMATCH,
 * INSUFFICIENT_BALANCE, REFERENCE_TAKEN
 */
export function postAdjustment({ accounts, random }: Pick<Ports, 'accounts' | 'random'>) {
  return async (principal: Principal, input: AdjustmentOrder): Promise<PostedAdjustment> => {
    permit(principal, 'postAdjustment');
    checkAdjustment(input);
    const reference = parseText('reference', input.reference, 100);
    const { account, kind, amount } = input;
    const order = operatorOrder(principal, 'postAdjustment', input, [kind, amount.toYuan(), reference]);
    const id = random.id();
    return accounts.decide(account, { request: order.key }, (facts) => {
      const present = (posting: string) => ({ account: facts.account, posting });
      return carryOutOnce(order, facts, present, () => {
        const { account: after, transfers } = adjust(facts.account, { kind, amount, reference }, id, facts.now);
        return {
          answer: { account: after, posting: id },
          saves: { account: after },
          transfers,
          subject: id,
          details: { kind, amount: amount.toYuan(), reference },
        };
      });
    });
  };
}
