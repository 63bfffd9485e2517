import type { TopUpId } from '../domain/ids.ts';
import type { Money } from '../domain/money.ts';
import type { Principal } from '../domain/principal.ts';
import { earlierOutcome } from '../domain/request.ts';
import { permit } from '../domain/role.ts';
import { TopUp } from '../domain/top-up.ts';
import { requestKey } from './idempotency.ts';
import { payTopUp } from './pay-top-up.ts';
import type { Decision } from './ports/account-repository.ts';
import type { Ports } from './ports/ports.ts';
import { ServiceBusy } from './ports/service-busy.ts';

export interface TopUpRequest {
  readonly amount: Money;
  readonly idempotencyKey: string;
}

/**
 * ACC-2, ACC-3: orders a payment and credits it once it is paid. An interrupted top-up is taken up where it stopped by
 * repeating it with its key, or by the service itself. What is refused leaves nothing behind, not even its key. A closed
 * account takes no top-up (ACC-6); one that was ordered before may have been paid, and is credited all the same. Once it
 * is ordered nobody is told that nothing was done: where the service has no room for the rest it is PENDING, and taken up.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, TOP_UP_OUT_OF_RANGE, ACCOUNT_CLOSED, IDEMPOTENCY_MISMATCH
 */
export function topUp(ports: Ports) {
  const { accounts, random } = ports;
  const pay = payTopUp(ports);
  const paidOrPending = (order: TopUp): Promise<TopUp> =>
    pay(order).catch((error: unknown) => {
      if (error instanceof ServiceBusy) return order;
      throw error;
    });
  return async (principal: Principal, input: TopUpRequest): Promise<{ topUp: TopUp; replayed: boolean }> => {
    permit(principal, 'topUp');
    TopUp.check(input.amount);
    const request = requestKey('topUp', input.idempotencyKey);
    const keyed = { ...request, input: input.amount.toYuan() };
    const newId = random.id() as TopUpId;
    const { account } = principal;

    const ordered = await accounts.decide(account, { request }, (facts): Decision<TopUp | { id: TopUpId }> => {
      const earlier = earlierOutcome(facts.request, keyed.input);
      if (earlier !== null) return { answer: { id: earlier as TopUpId } };
      facts.account.requireNotClosed();
      const order = TopUp.request(newId, account, input.amount, facts.now);
      const done = { ...keyed, outcome: { kind: 'DONE' as const, id: newId }, at: facts.now };
      return { answer: order, saves: { topUp: order, request: done } };
    });
    if (ordered instanceof TopUp) return { topUp: await paidOrPending(ordered), replayed: false };
    const order = await accounts.decide(account, { topUp: ordered.id }, (facts) => ({ answer: facts.topUp }));
    return { topUp: await paidOrPending(order), replayed: true };
  };
}
