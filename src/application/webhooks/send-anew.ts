import { DomainError } from '../../domain/errors.ts';
import type { DeliveryId } from '../../domain/ids.ts';
import type { Principal } from '../../domain/principal.ts';
import { permit } from '../../domain/role.ts';
import { Delivery } from '../../domain/webhooks/delivery.ts';
import { testMessage } from '../../domain/webhooks/message.ts';
import { requireWebhook } from '../../domain/webhooks/webhook.ts';
import type { AppCommand } from '../change-service.ts';
import type { OperatorCommand } from '../operator-order.ts';
import { carryOutOnce, operatorOrder } from '../operator-order.ts';
import type { Ports } from '../ports/ports.ts';

export interface QueuedDelivery {
  readonly delivery: Delivery;
  readonly replayed: boolean;
}

export interface DeliveryCommand extends OperatorCommand {
  readonly delivery: DeliveryId;
}

/**
 * HOOK-5: an operator has a test message sent to a receiver, the same way as all others. A repeat with the same key finds
 * the delivery as it is.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, WEBHOOK_DISABLED
 */
export function testWebhook({ accounts, random }: Ports) {
  return async (principal: Principal, command: AppCommand): Promise<QueuedDelivery> => {
    permit(principal, 'testWebhook');
    const { app, account } = command;
    const order = operatorOrder(principal, 'testWebhook', command, [app]);
    const id = random.id() as DeliveryId;
    const known = await accounts.decide(account, { request: order.key }, ({ request }) => ({
      answer: request?.outcome.kind === 'DONE' ? (request.outcome.id as DeliveryId) : null,
    }));
    const keys = { webhook: app, deliveries: known === null ? [] : [known], request: order.key };
    return accounts.decide(account, keys, (facts) => {
      const present = (subject: string) => ({ delivery: requireDelivery(facts.deliveries, subject) });
      return carryOutOnce(order, facts, present, () => {
        requireWebhook(facts.webhook).requireEnabled();
        const what = { id, account, app, call: null, type: 'webhook.test', body: testMessage(app, facts.now) } as const;
        const delivery = Delivery.queue({ ...what, createdAt: facts.now });
        return { answer: { delivery }, saves: { deliveries: [delivery] }, subject: id, details: { app } };
      });
    });
  };
}

function requireDelivery(deliveries: readonly Delivery[], id: string): Delivery {
  const found = deliveries.find((delivery) => delivery.id === id);
  // HOOK-6: what a key led to long ago has been thrown away.
  if (found === undefined) throw new DomainError({ code: 'NOT_FOUND', what: 'DELIVERY' });
  return found;
}

/**
 * HOOK-5: an operator has a message sent once more, by its own id: at once, and for another 72 hours.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, WEBHOOK_DISABLED
 */
export function resendDelivery({ accounts }: Ports) {
  return async (principal: Principal, command: DeliveryCommand): Promise<QueuedDelivery> => {
    permit(principal, 'resendDelivery');
    const { account, delivery: id } = command;
    const order = operatorOrder(principal, 'resendDelivery', command, [id]);
    const { app } = await accounts.decide(account, { delivery: id }, ({ delivery }) => ({ answer: delivery }));
    return accounts.decide(account, { webhook: app, delivery: id, request: order.key }, (facts) => {
      const present = () => ({ delivery: facts.delivery });
      return carryOutOnce(order, facts, present, () => {
        requireWebhook(facts.webhook).requireEnabled();
        const delivery = facts.delivery.resend();
        const details = { before: facts.delivery.status, type: delivery.type };
        return { answer: { delivery }, saves: { deliveries: [delivery] }, subject: id, details };
      });
    });
  };
}
