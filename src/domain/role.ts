import { DomainError } from './errors.ts';

/** What a member is for its account. Who registers is the owner. */
export type Role = 'OWNER' | 'FINANCE' | 'AGENT' | 'DEVELOPER';

/** What whoever asks is: a member in its role, an operator of the service, or a program of an account. */
export type ActingRole = Role | 'OPERATOR' | 'API_KEY';

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
  requestDisplayNumber: ['OWNER', 'DEVELOPER'],
  withdrawDisplayNumber: ['OWNER', 'DEVELOPER'],
  topUp: ['OWNER', 'FINANCE'],
  setNoticeSettings: ['OWNER', 'FINANCE'],
  quoteCall: ['OWNER', 'AGENT', 'DEVELOPER'],
  startCall: ['OWNER', 'AGENT', 'DEVELOPER'],
  quoteConference: ['OWNER', 'AGENT', 'DEVELOPER'],
  startConference: ['OWNER', 'AGENT', 'DEVELOPER'],
  viewAccount: ['OWNER', 'FINANCE', 'AGENT', 'DEVELOPER'],
  viewApps: ['OWNER', 'FINANCE', 'AGENT', 'DEVELOPER'],
  viewAppNames: ['OWNER', 'FINANCE', 'AGENT', 'DEVELOPER'],
  viewCalls: ['OWNER', 'FINANCE', 'AGENT', 'DEVELOPER'],
  viewMoney: ['OWNER', 'FINANCE'],
  inviteMember: ['OWNER'],
  resendInvitation: ['OWNER'],
  revokeInvitation: ['OWNER'],
  changeMemberRole: ['OWNER'],
  removeMember: ['OWNER'],
  viewMembers: ['OWNER'],
  createApiKey: ['OWNER', 'DEVELOPER'],
  revokeApiKey: ['OWNER', 'DEVELOPER'],
  viewApiKeys: ['OWNER', 'DEVELOPER'],
  viewWebhooks: ['OWNER', 'DEVELOPER'],
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
  approveDisplayNumber: ['OPERATOR'],
  rejectDisplayNumber: ['OPERATOR'],
  revokeDisplayNumber: ['OPERATOR'],
  setTariff: ['OPERATOR'],
  confirmTopUp: ['OPERATOR'],
  cancelTopUp: ['OPERATOR'],
  closeAlarm: ['OPERATOR'],
  resolveDiscrepancy: ['OPERATOR'],
  resolveParkedCallback: ['OPERATOR'],
  settleSuspense: ['OPERATOR'],
  postAdjustment: ['OPERATOR'],
  setAppLimits: ['OPERATOR'],
  setAccountLimits: ['OPERATOR'],
  setWebhook: ['OPERATOR'],
  rotateWebhookSecret: ['OPERATOR'],
  enableWebhook: ['OPERATOR'],
  disableWebhook: ['OPERATOR'],
  testWebhook: ['OPERATOR'],
  resendDelivery: ['OPERATOR'],
  viewDesk: ['OPERATOR'],
} as const satisfies Record<string, readonly Role[] | readonly ['OPERATOR']>;

export type Operation = keyof typeof permissions;

/** Every row of the table. */
export const operations = Object.keys(permissions) as readonly Operation[];

/**
 * ROLE-2: which rows each scope of an API key opens. What is in none is not for programs: members, keys, passwords,
 * secrets and payments are for people. A call shows its app's name to whoever may read or place calls.
 */
const scopes = {
  ACCOUNT_READ: ['viewAccount'],
  APPS_READ: ['viewApps', 'viewAppNames'],
  APPS_WRITE: ['createApp', 'enableService', 'disableService'],
  CALLS_READ: ['viewCalls', 'viewAppNames'],
  CALLS_WRITE: ['quoteCall', 'startCall', 'quoteConference', 'startConference', 'viewAppNames'],
  MONEY_READ: ['viewMoney'],
} as const satisfies Record<string, readonly Operation[]>;

export type Scope = keyof typeof scopes;

/** Who is in a row of the table. */
export function rolesFor(operation: Operation): readonly ActingRole[] {
  return permissions[operation];
}

/** The scopes of which an API key needs one; none where the operation is not for programs. */
export function scopesFor(operation: Operation): readonly Scope[] {
  const names = Object.keys(scopes) as Scope[];
  return names.filter((name) => (scopes[name] as readonly Operation[]).includes(operation));
}

/** Whether a member in that role may do all that the scope opens, and so may give it to a key. */
export function grants(scope: Scope, role: Role): boolean {
  return scopes[scope].every((operation) => rolesFor(operation).includes(role));
}

/** Who asks: by a role, or by scopes that somebody in the role of `maker` gave. */
export type Asker =
  | { readonly role: Role | 'OPERATOR' }
  | { readonly role: 'API_KEY'; readonly maker: Role; readonly scopes: readonly Scope[] };

/** Those of `Who` that an operation can be for at all: operators; or members, and programs where a scope opens it. */
type Permitted<Who, Name extends Operation> = (typeof permissions)[Name] extends readonly ['OPERATOR']
  ? Extract<Who, { readonly role: 'OPERATOR' }>
  : Name extends (typeof scopes)[Scope][number]
    ? Exclude<Who, { readonly role: 'OPERATOR' }>
    : Exclude<Who, { readonly role: 'OPERATOR' | 'API_KEY' }>;

/**
 * Afterwards the compiler knows which kind of principal it is.
 *
 * @throws DomainError NOT_ALLOWED
 */
export function permit<Who extends Asker, Name extends Operation>(
  principal: Who,
  operation: Name,
): asserts principal is Permitted<Who, Name> {
  const asker: Asker = principal;
  if (asker.role === 'API_KEY') {
    const opening = scopesFor(operation);
    const isOpen = opening.some((scope) => asker.scopes.includes(scope));
    if (isOpen && rolesFor(operation).includes(asker.maker)) return;
    throw new DomainError({ code: 'NOT_ALLOWED', operation, role: asker.role, scope: opening[0] ?? null });
  }
  if (!rolesFor(operation).includes(asker.role)) {
    throw new DomainError({ code: 'NOT_ALLOWED', operation, role: asker.role });
  }
}
