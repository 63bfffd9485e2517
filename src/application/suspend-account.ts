import type { Account } from '../domain/account.ts';
import { serviceSuspended } from '../domain/notice.ts';
import type { OperatorOperation } from '../domain/operator.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import type { OperatorCommand } from './operator-order.ts';
import { carryOutOnce, operatorOrder } from './operator-order.ts';
import type { Ports } from './ports/ports.ts';

export interface ChangedAccount {
  readonly account: Account;
  readonly replayed: boolean;
}

type DecideAccount = (principal: Principal, command: OperatorCommand) => Promise<ChangedAccount>;
type Standing = Extract<OperatorOperation, 'suspendAccount' | 'resumeAccount' | 'closeAccount'>;

/**
 * ACC-6: an operator suspends an account: it takes no new calls, and those under way settle normally. The customer reads
 * the reason and is mailed it, and its members sign in as before.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, ACCOUNT_SUSPENDED, ACCOUNT_CLOSED
 */
export function suspendAccount(ports: Ports): DecideAccount {
  return changeStanding(ports, 'suspendAccount', (account, reason, now) => account.suspend(reason, now));
}

/**
 * ACC-6: an operator ends a suspension.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, ACCOUNT_NOT_SUSPENDED, ACCOUNT_CLOSED
 */
export function resumeAccount(ports: Ports): DecideAccount {
  return changeStanding(ports, 'resumeAccount', (account) => account.resume());
}

/**
 * ACC-6: an operator closes an account, for ever: it takes neither calls nor top-ups. Calls under way settle normally,
 * and what is left is posted out by an operator.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, ACCOUNT_CLOSED
 */
export function closeAccount(ports: Ports): DecideAccount {
  return changeStanding(ports, 'closeAccount', (account, reason, now) => account.close(reason, now));
}

function changeStanding(
  { accounts }: Ports,
  operation: Standing,
  change: (account: Account, reason: string, now: Date) => Account,
): DecideAccount {
  return async (principal, command) => {
    permit(principal, operation);
    const order = operatorOrder(principal, operation, command, []);
    return accounts.decide(command.account, { request: order.key }, (facts) => {
      const { account } = facts;
      const present = () => ({ account });
      return carryOutOnce(order, facts, present, () => {
        const next = change(account, order.reason, facts.now);
        const details = { before: account.standing.status, after: next.standing.status };
        const notices = next.standing.status === 'SUSPENDED' ? [serviceSuspended(next.standing, null)] : [];
        return { answer: { account: next }, saves: { account: next, notices }, subject: account.id, details };
      });
    });
  };
}
