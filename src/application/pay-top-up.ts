import { Transfer } from '../domain/ledger.ts';
import type { TopUp } from '../domain/top-up.ts';
import type { Ports } from './ports/ports.ts';

/**
 * ACC-3: asks for the payment of an ordered top-up, and credits it once it is paid. Harmless to repeat, whatever became
 * of an earlier attempt: the payment is idempotent by the top-up's id, and the credit by its reference.
 */
export function payTopUp({ accounts, payments }: Pick<Ports, 'accounts' | 'payments'>) {
  return async (order: TopUp): Promise<TopUp> => {
    if (order.status !== 'PENDING') return order;
    const { id, account, amount } = order;
    const payment = await payments.pay({ topUpId: id, accountId: account, amount });
    if (payment.status === 'PENDING') return order;
    return accounts.decide(account, { topUp: id, payment: payment.reference }, (facts) => {
      if (facts.payment !== null || facts.topUp.status !== 'PENDING') return { answer: facts.topUp };
      const next = facts.topUp.paid(payment.reference, facts.now);
      return {
        answer: next,
        saves: { topUp: next, account: facts.account.credit(next.amount) },
        transfers: [Transfer.topUp(next.id, next.amount, facts.now)],
      };
    });
  };
}
