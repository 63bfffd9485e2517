import { DomainError } from './errors.ts';

/** ACC-6: whether an account, or an app's service, may place calls, as operators decided. */
export interface Suspension {
  /** Told to the customer. */
  readonly reason: string;
  /** Service time. */
  readonly since: Date;
}

/** ACC-6: how an account stands. Closing is final. */
export type Standing =
  | { readonly status: 'ACTIVE' }
  | ({ readonly status: 'SUSPENDED' } & Suspension)
  | ({ readonly status: 'CLOSED' } & Suspension);

export type AccountStatus = Standing['status'];

export const active: Standing = { status: 'ACTIVE' };

/** @throws DomainError ACCOUNT_SUSPENDED, ACCOUNT_CLOSED */
export function suspended(before: Standing, reason: string, now: Date): Standing {
  requireActive(before);
  return { status: 'SUSPENDED', reason, since: now };
}

/** @throws DomainError ACCOUNT_NOT_SUSPENDED, ACCOUNT_CLOSED */
export function resumed(before: Standing): Standing {
  requireNotClosed(before);
  if (before.status !== 'SUSPENDED') throw new DomainError({ code: 'ACCOUNT_NOT_SUSPENDED' });
  return active;
}

/** Calls under way settle all the same. @throws DomainError ACCOUNT_CLOSED */
export function closed(before: Standing, reason: string, now: Date): Standing {
  requireNotClosed(before);
  return { status: 'CLOSED', reason, since: now };
}

/** Places calls, and enables services. @throws DomainError ACCOUNT_SUSPENDED, ACCOUNT_CLOSED */
export function requireActive(standing: Standing): void {
  requireNotClosed(standing);
  if (standing.status !== 'SUSPENDED') return;
  throw new DomainError({ code: 'ACCOUNT_SUSPENDED', reason: standing.reason, since: standing.since });
}

/** Takes top-ups, and what makes it larger: apps, people, keys, display numbers. @throws DomainError ACCOUNT_CLOSED */
export function requireNotClosed(standing: Standing): void {
  if (standing.status !== 'CLOSED') return;
  throw new DomainError({ code: 'ACCOUNT_CLOSED', reason: standing.reason, since: standing.since });
}
