import type { Course } from '../call/course.ts';
import type { CallKind } from '../call/kind.ts';
import type {
  Callee,
  Delivery,
  SandboxApp,
  SandboxCall,
  SandboxMail,
  SandboxMessage,
  SandboxPayment,
} from './store.ts';

/* Rows as the `pg` driver returns them: bigint as a string, timestamptz as a Date, jsonb parsed. */

export interface AppRow {
  app_key: string;
  app_secret: string;
  replaced_secret: string | null;
  accid: string;
  callback_url: string;
}

export const toApp = (row: AppRow): SandboxApp => ({
  appKey: row.app_key,
  appSecret: row.app_secret,
  replacedSecret: row.replaced_secret,
  accid: row.accid,
  callbackUrl: row.callback_url,
});

export interface CallRow {
  session: string;
  app_key: string;
  accid: string;
  caller: string;
  callee: string;
  max_dur: number;
  started_at: Date;
  course: Course;
  kind: CallKind;
  more_callees: readonly Callee[];
}

export const toCall = (row: CallRow): SandboxCall => ({
  kind: row.kind,
  session: row.session,
  appKey: row.app_key,
  accid: row.accid,
  caller: row.caller,
  callees: [{ number: row.callee, course: row.course }, ...row.more_callees],
  maxDur: row.max_dur,
  startedAt: row.started_at,
});

export interface DeliveryRow {
  session: string;
  copy: number;
  due: Date | null;
  attempts: number;
  last_status: number | null;
  delivered_at: Date | null;
}

export const toDelivery = (row: DeliveryRow): Delivery => ({
  session: row.session,
  copy: row.copy,
  due: row.due,
  attempts: row.attempts,
  lastStatus: row.last_status,
  deliveredAt: row.delivered_at,
});

export interface MessageRow {
  recipient: string;
  code: string;
  purpose: string;
  text: string;
  sent_at: Date;
}

export const toMessage = (row: MessageRow): SandboxMessage => ({
  to: row.recipient,
  code: row.code,
  purpose: row.purpose,
  text: row.text,
  sentAt: row.sent_at,
});

export interface MailRow {
  recipient: string;
  subject: string;
  text: string;
  sent_at: Date;
}

export const toMail = (row: MailRow): SandboxMail => ({
  to: row.recipient,
  subject: row.subject,
  text: row.text,
  sentAt: row.sent_at,
});

export interface PaymentRow {
  order_id: string;
  amount_fen: string;
  reference: string;
  paid_at: Date;
}

export const toPayment = (row: PaymentRow): SandboxPayment => ({
  orderId: row.order_id,
  amountFen: BigInt(row.amount_fen),
  reference: row.reference,
  paidAt: row.paid_at,
});
