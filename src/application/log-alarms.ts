import type { AccountRepository } from './ports/account-repository.ts';
import type { Log } from './ports/ports.ts';

/** The same repository, which tells the log of each alarm once the decision that opened it has committed. */
export function logAlarms(accounts: AccountRepository, log: Log): AccountRepository {
  return {
    open: (account, owner) => accounts.open(account, owner),
    decide: async (account, keys, rule) => {
      let alarms: readonly { readonly kind: string; readonly subject: string }[] = [];
      const answer = await accounts.decide(account, keys, (facts) => {
        const decision = rule(facts);
        alarms = decision.saves?.alarms ?? [];
        return decision;
      });
      for (const { kind, subject } of alarms) log('warn', 'An alarm was opened.', { alarm: kind, subject, account });
      return answer;
    },
  };
}
