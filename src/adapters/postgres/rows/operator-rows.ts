import { randomUUID } from 'node:crypto';
import type { AccountId, LoginId, OperatorId } from '../../../domain/ids.ts';
import type { Operator, OperatorAction, OperatorLogin } from '../../../domain/operator.ts';
import { key, optional, tableOf, text, time, uuid } from './columns.ts';

export interface OperatorRow {
  id: string;
  email: string;
  password_hash: string;
  created_at: Date;
}

export const operatorTable = tableOf<OperatorRow>('operator', {
  id: key(uuid),
  email: text,
  password_hash: text,
  created_at: time,
});

export function toOperatorRow({ id, email, passwordHash, createdAt }: Operator): OperatorRow {
  return { id, email, password_hash: passwordHash, created_at: createdAt };
}

export function fromOperatorRow(row: OperatorRow): Operator {
  return { id: row.id as OperatorId, email: row.email, passwordHash: row.password_hash, createdAt: row.created_at };
}

export interface OperatorLoginRow {
  id: string;
  operator_id: string;
  access_digest: string;
  access_expires: Date;
  ended_at: Date | null;
}

export const operatorLoginTable = tableOf<OperatorLoginRow>('operator_login', {
  id: key(uuid),
  operator_id: uuid,
  access_digest: text,
  access_expires: time,
  ended_at: optional(time),
});

export function toOperatorLoginRow({ id, operator, access, endedAt }: OperatorLogin): OperatorLoginRow {
  return {
    id,
    operator_id: operator,
    access_digest: access.digest,
    access_expires: access.expires,
    ended_at: endedAt,
  };
}

export function fromOperatorLoginRow(row: OperatorLoginRow): OperatorLogin {
  return {
    id: row.id as LoginId,
    operator: row.operator_id as OperatorId,
    access: { digest: row.access_digest, expires: row.access_expires },
    endedAt: row.ended_at,
  };
}

export interface OperatorActionRow {
  id: string;
  operator_id: string;
  at: Date;
  account_id: string;
  subject: string;
  action: OperatorAction['action'];
  reason: string;
  /** Read as JSON, written as its text. */
  details: OperatorAction['details'] | string;
}

export const operatorActionTable = tableOf<OperatorActionRow>('operator_action', {
  id: key(uuid),
  operator_id: uuid,
  at: time,
  account_id: uuid,
  subject: text,
  action: text,
  reason: text,
  details: { type: 'jsonb' },
});

export function toOperatorActionRow(done: OperatorAction): OperatorActionRow {
  const { operator, account, subject, action, reason, at } = done;
  const who = { id: randomUUID(), operator_id: operator, account_id: account };
  return { ...who, at, subject, action, reason, details: JSON.stringify(done.details) };
}

export function fromOperatorActionRow(row: OperatorActionRow): OperatorAction {
  const { subject, action, reason, at } = row;
  const details = row.details as OperatorAction['details'];
  return {
    operator: row.operator_id as OperatorId,
    account: row.account_id as AccountId,
    subject,
    action,
    reason,
    details,
    at,
  };
}
