import { DomainError } from './errors.ts';

/** What a member is for its account. Who registers is the owner. */
export type Role = 'OWNER' | 'FINANCE' | 'AGENT' | 'DEVELOPER';

/**
 * ROLE-1: who may do what, in one place. Queries, mutations and subscriptions all ask here; whoever is not in the row
 * is refused. What every signed-in member may do with itself (its profile, password, sign-out) is not listed.
 */
const permissions = {
  createApp: ['OWNER', 'DEVELOPER'],
  enableService: ['OWNER', 'DEVELOPER'],
  disableService: ['OWNER', 'DEVELOPER'],
  topUp: ['OWNER', 'FINANCE'],
  quoteCall: ['OWNER', 'AGENT', 'DEVELOPER'],
  startCall: ['OWNER', 'AGENT', 'DEVELOPER'],
  viewAccount: ['OWNER', 'FINANCE', 'AGENT', 'DEVELOPER'],
  viewApps: ['OWNER', 'FINANCE', 'AGENT', 'DEVELOPER'],
  viewCalls: ['OWNER', 'FINANCE', 'AGENT', 'DEVELOPER'],
  viewMoney: ['OWNER', 'FINANCE'],
} as const satisfies Record<string, readonly Role[]>;

export type Operation = keyof typeof permissions;

/** @throws DomainError NOT_ALLOWED */
export function permit(role: Role, operation: Operation): void {
  const allowed: readonly Role[] = permissions[operation];
  if (!allowed.includes(role)) throw new DomainError({ code: 'NOT_ALLOWED', operation, role });
}
