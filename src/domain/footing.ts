import type { Principal } from './principal.ts';
import type { ActingRole } from './role.ts';
import type { AccountStatus } from './standing.ts';

/** ROLE-2: what somebody who is let in stands on, at one moment. */
export interface Footing {
  readonly role: ActingRole;
  /** How the account stands; null for operators, who are of none. */
  readonly account: AccountStatus | null;
}

/** By what a principal is let in, and can be shut out: its login, or its key. */
export function letInBy(principal: Principal): string {
  return principal.kind === 'API_KEY' ? principal.id : principal.login;
}

/**
 * ROLE-2: whether what was begun on one footing ends, because of what it is now; null is nothing: signed out, removed
 * or revoked. A role that changed ends it in both directions, and so does an account that was suspended or closed
 * meanwhile. What an account allows after that, it allows to who comes again.
 */
export function endsOn(before: Footing, now: Footing | null): boolean {
  if (now === null || now.role !== before.role) return true;
  return now.account !== before.account && now.account !== 'ACTIVE';
}
