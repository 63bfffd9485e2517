import { payTopUp } from './pay-top-up.ts';
import type { Ports } from './ports/ports.ts';

const LEASE_SECONDS = 60;
const TOP_UPS_PER_RUN = 8;

/**
 * ACC-3: takes up top-ups that were ordered and not credited: a process can die between the payment and the credit, and
 * the money must not wait for the customer to ask again. Answers how many it took up.
 */
export function resumeTopUps(ports: Ports) {
  const { accounts, register, payments, log } = ports;
  const pay = payTopUp(ports);
  return async (): Promise<number> => {
    // BANK-1: those wait for a person.
    if (payments.isByHand === true) return 0;
    const pending = await register.claimPendingTopUps(TOP_UPS_PER_RUN, LEASE_SECONDS);
    const attempts = pending.map(async ({ account, topUp: id }) => {
      const order = await accounts.decide(account, { topUp: id }, ({ topUp }) => ({ answer: topUp }));
      await pay(order);
    });
    for (const [index, attempt] of (await Promise.allSettled(attempts)).entries()) {
      if (attempt.status === 'rejected') {
        log('error', 'A top-up could not be taken up; it is tried again.', {
          ...pending[index],
          error: attempt.reason as unknown,
        });
      }
    }
    return pending.length;
  };
}
