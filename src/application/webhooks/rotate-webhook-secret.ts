import { DomainError } from '../../domain/errors.ts';
import type { Principal } from '../../domain/principal.ts';
import { permit } from '../../domain/role.ts';
import { requireWebhook } from '../../domain/webhooks/webhook.ts';
import type { AppCommand } from '../change-service.ts';
import { carryOutOnce, operatorOrder } from '../operator-order.ts';
import type { Ports } from '../ports/ports.ts';
import type { KeyedWebhook } from './set-webhook.ts';
import { newWebhookSecret } from './webhook-secrets.ts';

const DAY_SECONDS = 86_400;
const LONGEST_OVERLAP_SECONDS = 7 * DAY_SECONDS;

export interface WebhookSecretRotation extends AppCommand {
  /** For how long is signed with the secret before as well; null: for a day. */
  readonly overlapSeconds: number | null;
}

/**
 * HOOK-2: an operator gives a webhook another secret, which is told this once.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, INVALID_DURATION, NOT_FOUND, IDEMPOTENCY_MISMATCH, ACCOUNT_CLOSED
 */
export function rotateWebhookSecret(ports: Ports) {
  return async (principal: Principal, command: WebhookSecretRotation): Promise<KeyedWebhook> => {
    permit(principal, 'rotateWebhookSecret');
    const seconds = requireOverlap(command.overlapSeconds ?? DAY_SECONDS);
    const order = operatorOrder(principal, 'rotateWebhookSecret', command, [command.app, seconds]);
    const { account, app } = command;
    const { secret, sealed } = newWebhookSecret(ports, { account, app });
    return ports.accounts.decide(account, { webhook: app, request: order.key }, (facts) => {
      const present = () => ({ webhook: requireWebhook(facts.webhook), secret: null });
      return carryOutOnce<Omit<KeyedWebhook, 'replayed'>>(order, facts, present, () => {
        facts.account.requireNotClosed();
        const webhook = requireWebhook(facts.webhook).rotateSecret(sealed, seconds, facts.now);
        return { answer: { webhook, secret }, saves: { webhook }, subject: app, details: { overlapSeconds: seconds } };
      });
    });
  };
}

function requireOverlap(seconds: number): number {
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST_OVERLAP_SECONDS) return seconds;
  const limits = { minimum: 0, maximum: LONGEST_OVERLAP_SECONDS };
  throw new DomainError({ code: 'INVALID_DURATION', field: 'overlapSeconds', ...limits });
}
