import type { Saves } from '../ports/account-repository.ts';
import type { Ports } from '../ports/ports.ts';
import { forwardingOf } from '../../domain/webhooks/forwarding.ts';

/**
 * CALLBACK-2: the same ports, where each decision that ends a call queues what its customer's receiver is told, in the
 * same commit. Here and not in each rule, because every one that ends a call would have to think of it.
 */
export function forwardEnds<Given extends Ports>(given: Given): Given {
  const { accounts, random } = given;
  const withForwarding = (saves: Saves, now: Date): Saves => {
    if (saves.call === undefined) return saves;
    const forwarding = forwardingOf(saves.call, saves.resolution !== undefined, () => random.id(), now);
    return forwarding === null ? saves : { ...saves, forwarding };
  };
  return {
    ...given,
    accounts: {
      open: (account, owner) => accounts.open(account, owner),
      decide: (account, keys, rule) =>
        accounts.decide(account, keys, (facts) => {
          const decision = rule(facts);
          const { saves } = decision;
          return saves === undefined ? decision : { ...decision, saves: withForwarding(saves, facts.now) };
        }),
    },
  };
}
