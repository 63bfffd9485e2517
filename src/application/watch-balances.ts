import type { Account } from '../domain/account.ts';
import { watchBalance } from '../domain/low-balance.ts';
import type { Decision } from './ports/account-repository.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';

/**
 * NOTICE-2: the same ports, where each decision that changes an account tells its people when few minutes are left, in
 * the same commit. Here and not in each rule, because every one that moves money would have to think of it.
 */
export function watchBalances<Given extends Ports>(
  given: Given,
  { tariff, lowBalanceMinutes: configured }: Pick<Settings, 'tariff' | 'lowBalanceMinutes'>,
): Given {
  const { accounts } = given;
  return {
    ...given,
    accounts: {
      open: (account, owner) => accounts.open(account, owner),
      decide: (account, keys, rule) =>
        accounts.decide(account, keys, (facts) => {
          const watch = { configured, tariff: facts.account.tariffs.at(facts.now, tariff), now: facts.now };
          return watched(rule(facts), (after) => watchBalance(facts.account, after, watch));
        }),
    },
  };
}

function watched<T>(decision: Decision<T>, watch: (after: Account) => ReturnType<typeof watchBalance>): Decision<T> {
  const { saves } = decision;
  if (saves?.account === undefined) return decision;
  const { account, notice } = watch(saves.account);
  const notices = notice === null ? {} : { notices: [...(saves.notices ?? []), notice] };
  return { ...decision, saves: { ...saves, account, ...notices } };
}
