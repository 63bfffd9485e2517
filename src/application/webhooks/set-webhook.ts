import type { Principal } from '../../domain/principal.ts';
import { permit } from '../../domain/role.ts';
import { requireWebhook, Webhook } from '../../domain/webhooks/webhook.ts';
import type { UrlParts } from '../../domain/webhooks/webhook-url.ts';
import { requireWebhookUrl } from '../../domain/webhooks/webhook-url.ts';
import type { AppCommand } from '../change-service.ts';
import { carryOutOnce, operatorOrder } from '../operator-order.ts';
import type { Ports } from '../ports/ports.ts';
import type { Settings } from '../settings.ts';
import { newWebhookSecret } from './webhook-secrets.ts';

export interface WebhookOrder extends AppCommand {
  readonly url: string;
}

/** A webhook, and its secret where it was made by this very order: it is told this once. */
export interface KeyedWebhook {
  readonly webhook: Webhook;
  readonly secret: string | null;
  readonly replayed: boolean;
}

/**
 * CALLBACK-2: an operator says where the ends of an app's calls are forwarded to. The first time, a secret is made; it
 * stays when the address changes.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, ACCOUNT_CLOSED, WEBHOOK_URL_REFUSED
 */
export function setWebhook(ports: Ports, { webhooks }: Settings) {
  return async (principal: Principal, command: WebhookOrder): Promise<KeyedWebhook> => {
    permit(principal, 'setWebhook');
    const url = requireWebhookUrl(partsOf(command.url), webhooks);
    const order = operatorOrder(principal, 'setWebhook', command, [command.app, url]);
    const { account, app } = command;
    const fresh = newWebhookSecret(ports, { account, app });
    return ports.accounts.decide(account, { app, webhook: app, request: order.key }, (facts) => {
      const { webhook: before, now } = facts;
      const present = () => ({ webhook: requireWebhook(before), secret: null });
      return carryOutOnce(order, facts, present, () => {
        facts.account.requireNotClosed();
        const made = before === null ? Webhook.create({ app, account, url, sealedSecret: fresh.sealed }, now) : null;
        const webhook = made ?? requireWebhook(before).moveTo(url);
        const answer = { webhook, secret: made === null ? null : fresh.secret };
        return { answer, saves: { webhook }, subject: app, details: { url, before: before?.url ?? null } };
      });
    });
  };
}

function partsOf(url: string): UrlParts | null {
  return URL.canParse(url) ? new URL(url) : null;
}
