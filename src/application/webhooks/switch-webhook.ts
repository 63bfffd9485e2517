import type { Account } from '../../domain/account.ts';
import type { Principal } from '../../domain/principal.ts';
import { permit } from '../../domain/role.ts';
import type { Webhook } from '../../domain/webhooks/webhook.ts';
import { requireWebhook } from '../../domain/webhooks/webhook.ts';
import { webhookAlarm } from '../../domain/webhooks/attempts.ts';
import type { AppCommand } from '../change-service.ts';
import { carryOutOnce, operatorOrder } from '../operator-order.ts';
import type { Ports } from '../ports/ports.ts';

export interface ChangedWebhook {
  readonly webhook: Webhook;
  readonly replayed: boolean;
}

type Switch = (principal: Principal, command: AppCommand) => Promise<ChangedWebhook>;

/**
 * HOOK-4: an operator lets messages be sent again. What waits is sent; what ended meanwhile was not queued.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, ACCOUNT_CLOSED
 */
export function enableWebhook(ports: Ports): Switch {
  return switchWebhook(ports, 'enableWebhook', (webhook, { account }) => {
    account.requireNotClosed();
    return webhook.enable();
  });
}

/**
 * HOOK-4: an operator lets nothing be sent to a receiver.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH
 */
export function disableWebhook(ports: Ports): Switch {
  return switchWebhook(ports, 'disableWebhook', (webhook, { now }) => webhook.disable('OPERATOR', now));
}

function switchWebhook(
  { accounts }: Ports,
  operation: 'enableWebhook' | 'disableWebhook',
  change: (webhook: Webhook, facts: { readonly account: Account; readonly now: Date }) => Webhook,
): Switch {
  return async (principal, command) => {
    permit(principal, operation);
    const { app, account } = command;
    const order = operatorOrder(principal, operation, command, [app]);
    return accounts.decide(account, { webhook: app, request: order.key }, (facts) => {
      const present = () => ({ webhook: requireWebhook(facts.webhook) });
      return carryOutOnce(order, facts, present, () => {
        const before = requireWebhook(facts.webhook);
        const webhook = change(before, facts);
        const details = { before: before.disabled?.by ?? null, after: webhook.disabled?.by ?? null };
        const closedAlarms = webhook.isEnabled ? [webhookAlarm(webhook)] : [];
        return { answer: { webhook }, saves: { webhook, closedAlarms }, subject: app, details };
      });
    });
  };
}
