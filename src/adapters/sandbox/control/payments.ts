import { randomUUID } from 'node:crypto';
import type { SandboxContext } from '../context.ts';
import { BadRequest } from '../http/bad-request.ts';
import { json, type Reply } from '../http/reply.ts';
import type { Fields } from './fields.ts';

const orderShape = /^[\x21-\x7e]{1,200}$/;
const fenShape = /^[1-9]\d{0,17}$/;

/** Pays an order at once. An order is paid once and keeps its reference; another amount for it is a conflict. */
export async function pay(fields: Fields, { store, clock }: SandboxContext): Promise<Reply> {
  const amountFen = BigInt(fields.required('amountFen', fenShape));
  const orderId = fields.required('orderId', orderShape);
  const reference = `sandbox-${randomUUID()}`;
  const payment = await store.addPayment({ orderId, amountFen, reference, paidAt: clock.now() });
  if (payment.amountFen !== amountFen) throw new BadRequest(409, 'The order was paid with another amount.');
  return json(200, { reference: payment.reference, status: 'PAID' });
}
