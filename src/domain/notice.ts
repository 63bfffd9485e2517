import { shanghaiTime } from './day.ts';
import type { CallLimit, Rejection } from './errors.ts';
import type { AppId } from './ids.ts';
import type { Money } from './money.ts';
import type { Role } from './role.ts';
import type { Suspension } from './standing.ts';

/** NOTICE-1: what is told, with all that its mail needs to say. */
export type NoticeFacts = BillIssued | LowBalance | ServiceSuspended | LimitHit | WebhookGivenUp;
export type NoticeKind = NoticeFacts['kind'];

/** BILL-2 */
export interface BillIssued {
  readonly kind: 'BILL_ISSUED';
  /** Of Shanghai: `2026-10`. */
  readonly month: string;
  readonly charged: Money;
  readonly closing: Money;
}

export interface LowBalance {
  readonly kind: 'LOW_BALANCE';
  readonly available: Money;
  /** What it buys, fewer than the threshold. */
  readonly minutes: number;
  readonly threshold: number;
}

/** ACC-6 */
export interface ServiceSuspended {
  readonly kind: 'SERVICE_SUSPENDED';
  /** Null: the whole account. */
  readonly appName: string | null;
  readonly reason: string;
  readonly since: Date;
}

/** CALL-10 */
export interface LimitHit {
  readonly kind: 'LIMIT_HIT';
  readonly limit: ToldLimit;
  readonly value: number | Money;
  /** The app whose start was refused. */
  readonly appName: string;
  readonly at: Date;
}

/** HOOK-4 */
export interface WebhookGivenUp {
  readonly kind: 'WEBHOOK_DISABLED';
  readonly appName: string;
  readonly url: string;
  readonly since: Date;
}

/** Those by which an account spends, or its calls wait. How often a telephone is rung is the caller's own affair. */
const toldLimits = ['SPEND_PER_DAY', 'CALLS_AT_ONCE_ACCOUNT', 'CALLS_AT_ONCE_APP'] as const satisfies CallLimit[];
export type ToldLimit = (typeof toldLimits)[number];

/** Whom an account's notices are for. */
export const toldRoles: readonly Role[] = ['OWNER', 'FINANCE'];

/** Something that an account's people are told by e-mail. */
export interface Notice {
  /** One per account: what has the same key is the same notice, and is told once. */
  readonly key: string;
  readonly facts: NoticeFacts;
  /** Service time. */
  readonly at: Date;
}

/** BILL-2 */
export function billIssued(facts: Omit<BillIssued, 'kind'>, at: Date): Notice {
  return { key: `BILL_ISSUED ${facts.month}`, facts: { kind: 'BILL_ISSUED', ...facts }, at };
}

/** @param fall what numbers this fall among those of the account. */
export function lowBalance(facts: Omit<LowBalance, 'kind'>, fall: number, at: Date): Notice {
  return { key: `LOW_BALANCE ${fall}`, facts: { kind: 'LOW_BALANCE', ...facts }, at };
}

/** ACC-6: each suspension is told, by the time at which it began. */
export function serviceSuspended(
  { reason, since }: Suspension,
  app: { readonly id: AppId; readonly name: string } | null,
): Notice {
  const key = `SERVICE_SUSPENDED ${app?.id ?? 'account'} ${since.toISOString()}`;
  return { key, facts: { kind: 'SERVICE_SUSPENDED', appName: app?.name ?? null, reason, since }, at: since };
}

/** HOOK-4: each time that a receiver is given up. */
export function webhookGivenUp(url: string, app: { readonly id: AppId; readonly name: string }, since: Date): Notice {
  const key = `WEBHOOK_DISABLED ${app.id} ${since.toISOString()}`;
  return { key, facts: { kind: 'WEBHOOK_DISABLED', appName: app.name, url, since }, at: since };
}

/** CALL-10: a refusal that is told; once a day of Shanghai for each limit of an account. Null for all others. */
export function limitHit(rejection: Rejection, { name: appName }: { readonly name: string }, at: Date): Notice | null {
  if (rejection.code !== 'LIMIT_REACHED') return null;
  const { value } = rejection;
  const limit = toldLimits.find((told) => told === rejection.limit);
  if (limit === undefined) return null;
  return {
    key: `LIMIT_HIT ${limit} ${shanghaiTime(at).slice(0, 10)}`,
    facts: { kind: 'LIMIT_HIT', limit, value, appName, at },
    at,
  };
}
