import type { Account } from '../domain/account.ts';
import type { App } from '../domain/app.ts';
import type { AppId } from '../domain/ids.ts';
import { serviceSuspended } from '../domain/notice.ts';
import type { OperatorOperation } from '../domain/operator.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import type { OperatorCommand } from './operator-order.ts';
import { carryOutOnce, operatorOrder } from './operator-order.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';

/** What an operator decides about one app of a customer. */
export interface AppCommand extends OperatorCommand {
  readonly app: AppId;
}

export interface ChangedApp {
  readonly app: App;
  readonly replayed: boolean;
}

type DecideApp = (principal: Principal, command: AppCommand) => Promise<ChangedApp>;
type ServiceChange = Extract<
  OperatorOperation,
  'suspendService' | 'resumeService' | 'enableServiceFor' | 'disableServiceFor'
>;

/**
 * ACC-6: an operator suspends the service of an app: it takes no new calls, whatever its account wants, and those under
 * way settle normally. The customer reads the reason and is mailed it.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, SERVICE_SUSPENDED
 */
export function suspendService(ports: Ports): DecideApp {
  return changeService(ports, 'suspendService', ({ app, reason, now }) => app.suspend(reason, now));
}

/**
 * ACC-6: an operator ends the suspension of a service, which then is as its account wants it.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, ACCOUNT_CLOSED, SERVICE_NOT_SUSPENDED
 */
export function resumeService(ports: Ports): DecideApp {
  return changeService(ports, 'resumeService', ({ app, account }) => {
    account.requireNotClosed();
    return app.resume();
  });
}

/**
 * ACC-7: an operator enables the service of an app for its customer. ACC-4 holds for operators too.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, ACCOUNT_SUSPENDED, ACCOUNT_CLOSED,
 * SERVICE_SUSPENDED, NO_MINUTES_LEFT
 */
export function enableServiceFor(ports: Ports, { tariff }: Settings): DecideApp {
  return changeService(ports, 'enableServiceFor', ({ app, account, now }) =>
    app.enable(account, account.tariffs.at(now, tariff)),
  );
}

/**
 * ACC-7: an operator disables the service of an app for its customer, who may enable it again.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH
 */
export function disableServiceFor(ports: Ports): DecideApp {
  return changeService(ports, 'disableServiceFor', ({ app }) => app.disable());
}

interface Situation {
  readonly app: App;
  readonly account: Account;
  readonly reason: string;
  readonly now: Date;
}

function changeService(
  { accounts }: Ports,
  operation: ServiceChange,
  change: (situation: Situation) => App,
): DecideApp {
  return async (principal, command) => {
    permit(principal, operation);
    const order = operatorOrder(principal, operation, command, [command.app]);
    return accounts.decide(command.account, { app: command.app, request: order.key }, (facts) => {
      const { app } = facts;
      const present = () => ({ app });
      return carryOutOnce(order, facts, present, () => {
        const next = change({ ...facts, reason: order.reason });
        const details = { before: app.serviceState, after: next.serviceState };
        const isNew = app.suspension === null && next.suspension !== null;
        const notices = isNew ? [serviceSuspended(next.suspension, next)] : [];
        const saves = next === app ? {} : { app: next, notices };
        return { answer: { app: next }, saves, subject: app.id, details };
      });
    });
  };
}
