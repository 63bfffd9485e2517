import type { AnyCall } from '../any-call.ts';
import type { DeliveryId } from '../ids.ts';
import { Delivery } from './delivery.ts';
import { callMessage } from './message.ts';

/**
 * CALLBACK-2: what its receiver is told when a decision saves this call; null where it is not about an end.
 *
 * @param ends whether the decision ends its reservation: each call has one end (I4).
 */
export function forwardingOf(call: AnyCall, ends: boolean, id: () => string, now: Date): Delivery | null {
  const isLate = call.state.money === 'VOIDED' && call.state.late !== null;
  if (!ends && !isLate) return null;
  const type = ends ? 'call.ended' : 'call.charged_late';
  const { account, app } = call.order;
  const body = callMessage(type, call, now);
  return Delivery.queue({ id: id() as DeliveryId, account, app, call: call.id, type, body, createdAt: now });
}
