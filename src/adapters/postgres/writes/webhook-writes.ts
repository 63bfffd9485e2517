import type { Saves } from '../../../application/ports/account-repository.ts';
import type { Delivery } from '../../../domain/webhooks/delivery.ts';
import type { DeliveryRow } from '../rows/delivery-rows.ts';
import { attemptTable, deliveryTable, toAttemptRow, toDeliveryRow } from '../rows/delivery-rows.ts';
import { toWebhookRow, webhookTable } from '../rows/webhook-rows.ts';
import type { Statement } from '../statements.ts';
import { insert, prepared, upsert } from '../statements.ts';

const webhookColumns = [
  ...(['url', 'disabled_by', 'disabled_since', 'sealed_secret'] as const),
  ...(['replaced_secret', 'replaced_until', 'failing_since', 'version'] as const),
] as const;

const deliveryColumns = ['status', 'attempts', 'tries', 'first_at', 'due_at'] as const;

export function webhookWrites({ webhook, deliveries = [], attempts = [], forwarding }: Saves): Statement[] {
  const writes: Statement[] = [];
  if (webhook !== undefined) {
    writes.push(upsert(webhookTable, [toWebhookRow(webhook)], ['account_id', 'app_id'], webhookColumns));
  }
  if (deliveries.length > 0) {
    writes.push(upsert(deliveryTable, deliveries.map(toDeliveryRow), ['account_id', 'id'], deliveryColumns));
  }
  if (attempts.length > 0) writes.push(insert(attemptTable, attempts.map(toAttemptRow)));
  if (forwarding !== undefined) writes.push(forward(forwarding));
  return writes;
}

/** Only an enabled webhook gets it. Looked for here, so that no rule that ends a call has to ask for it first. */
const queue = `
  INSERT INTO delivery (account_id, app_id, id, call_id, type, body, created_at, status, attempts, tries)
  SELECT account_id, app_id, $3, $4, $5, $6, $7, $8, 0, 0 FROM webhook
  WHERE account_id = $1 AND app_id = $2 AND disabled_since IS NULL`;

function forward(delivery: Delivery): Statement {
  const row: DeliveryRow = toDeliveryRow(delivery);
  const { account_id, app_id, id, call_id, type, body, created_at, status } = row;
  return prepared(queue, [account_id, app_id, id, call_id, type, body, created_at, status]);
}
