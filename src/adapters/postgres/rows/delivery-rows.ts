import type { AccountId, AppId, CallId, DeliveryId } from '../../../domain/ids.ts';
import type { Attempt, DeliveryStatus } from '../../../domain/webhooks/delivery.ts';
import { Delivery } from '../../../domain/webhooks/delivery.ts';
import type { MessageType } from '../../../domain/webhooks/message.ts';
import { integer, key, optional, tableOf, text, time, uuid } from './columns.ts';

export interface DeliveryRow {
  account_id: string;
  id: string;
  app_id: string;
  call_id: string | null;
  type: MessageType;
  body: string;
  created_at: Date;
  status: DeliveryStatus;
  attempts: number;
  tries: number;
  first_at: Date | null;
  due_at: Date | null;
}

export const deliveryTable = tableOf<DeliveryRow>('delivery', {
  account_id: key(uuid),
  id: key(uuid),
  app_id: uuid,
  call_id: optional(uuid),
  type: text,
  body: text,
  created_at: time,
  status: text,
  attempts: integer,
  tries: integer,
  first_at: optional(time),
  due_at: optional(time),
});

export function toDeliveryRow(delivery: Delivery): DeliveryRow {
  return {
    account_id: delivery.account,
    id: delivery.id,
    app_id: delivery.app,
    call_id: delivery.call,
    type: delivery.type,
    body: delivery.body,
    created_at: delivery.createdAt,
    status: delivery.status,
    attempts: delivery.attempts,
    tries: delivery.tries,
    first_at: delivery.firstAt,
    due_at: delivery.dueAt,
  };
}

export function fromDeliveryRow(row: DeliveryRow): Delivery {
  return Delivery.restore({
    id: row.id as DeliveryId,
    account: row.account_id as AccountId,
    app: row.app_id as AppId,
    call: row.call_id as CallId | null,
    type: row.type,
    body: row.body,
    createdAt: row.created_at,
    status: row.status,
    attempts: row.attempts,
    tries: row.tries,
    firstAt: row.first_at,
    dueAt: row.due_at,
  });
}

export interface AttemptRow {
  account_id: string;
  delivery_id: string;
  number: number;
  at: Date;
  url: string;
  /** Read as JSON, written as its text. */
  headers: Attempt['headers'] | string;
  status: number | null;
  answer: string | null;
  error: string | null;
  milliseconds: number;
}

export const attemptTable = tableOf<AttemptRow>('delivery_attempt', {
  account_id: key(uuid),
  delivery_id: key(uuid),
  number: key(integer),
  at: time,
  url: text,
  headers: { type: 'jsonb' },
  status: optional(integer),
  answer: optional(text),
  error: optional(text),
  milliseconds: integer,
});

export function toAttemptRow({ account, delivery, headers, ...attempt }: Attempt): AttemptRow {
  const { number, at, url, status, answer, error, milliseconds } = attempt;
  const told = { number, at, url, status, answer, error, milliseconds };
  return { account_id: account, delivery_id: delivery, headers: JSON.stringify(headers), ...told };
}

export function fromAttemptRow({ account_id, delivery_id, headers, ...row }: AttemptRow): Attempt {
  return {
    ...row,
    account: account_id as AccountId,
    delivery: delivery_id as DeliveryId,
    headers: headers as Attempt['headers'],
  };
}
