import { DomainError } from './errors.ts';

/** What a member is for its account. Who registers is the owner. */
export type Role = 'OWNER' | 'FINANCE' | 'AGENT' | 'DEVELOPER';

/** What whoever asks is: a member in its role, or an operator of the service. */
export type ActingRole = Role | 'OPERATOR';

/**
 * ROLE-1: who may do what, in one place. Queries, mutations and subscriptions all ask here; whoever is not in the row
 * is refused. What every signed-in member may do with itself (its profile, password, sign-out) is not listed. What
 * members do, they do for their account: an operator has none, so no row holds both.
 */
const permissions = {
  createApp: ['OWNER', 'DEVELOPER'],
  rotateAppSecret: ['OWNER', 'DEVELOPER'],
  endSecretRotation: ['OWNER', 'DEVELOPER'],
  enableService: ['OWNER', 'DEVELOPER'],
  disableService: ['OWNER', 'DEVELOPER'],
  topUp: ['OWNER', 'FINANCE'],
  quoteCall: ['OWNER', 'AGENT', 'DEVELOPER'],
  startCall: ['OWNER', 'AGENT', 'DEVELOPER'],
  viewAccount: ['OWNER', 'FINANCE', 'AGENT', 'DEVELOPER'],
  viewApps: ['OWNER', 'FINANCE', 'AGENT', 'DEVELOPER'],
  viewCalls: ['OWNER', 'FINANCE', 'AGENT', 'DEVELOPER'],
  viewMoney: ['OWNER', 'FINANCE'],
  operatorSignOut: ['OPERATOR'],
  resolveUnconfirmedCall: ['OPERATOR'],
  liftProviderStop: ['OPERATOR'],
  suspendAccount: ['OPERATOR'],
  resumeAccount: ['OPERATOR'],
  closeAccount: ['OPERATOR'],
  suspendService: ['OPERATOR'],
  resumeService: ['OPERATOR'],
  enableServiceFor: ['OPERATOR'],
  disableServiceFor: ['OPERATOR'],
  viewDesk: ['OPERATOR'],
} as const satisfies Record<string, readonly Role[] | readonly ['OPERATOR']>;

export type Operation = keyof typeof permissions;

/** Every row of the table. */
export const operations = Object.keys(permissions) as readonly Operation[];

/** Who is in a row of the table. */
export function rolesFor(operation: Operation): readonly ActingRole[] {
  return permissions[operation];
}

/** Those of `Who` that an operation can be for at all: operators, or members. */
type Permitted<Who, Name extends Operation> = (typeof permissions)[Name] extends readonly ['OPERATOR']
  ? Extract<Who, { readonly role: 'OPERATOR' }>
  : Exclude<Who, { readonly role: 'OPERATOR' }>;

/**
 * Afterwards the compiler knows which kind of principal it is.
 *
 * @throws DomainError NOT_ALLOWED
 */
export function permit<Who extends { readonly role: ActingRole }, Name extends Operation>(
  principal: Who,
  operation: Name,
): asserts principal is Permitted<Who, Name> {
  const { role } = principal;
  if (!rolesFor(operation).includes(role)) throw new DomainError({ code: 'NOT_ALLOWED', operation, role });
}
