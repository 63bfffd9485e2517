import type { GraphQLField, GraphQLSchema } from 'graphql';
import type { ActingRole, Operation, Scope } from '../../../domain/role.ts';
import { operations, rolesFor, scopesFor } from '../../../domain/role.ts';

/**
 * What may be asked for by the row of another name than its own. What has the name of a row goes by that one, and needs
 * no line here.
 */
const rows: { readonly [Row in Operation]?: readonly string[] } = {
  viewAccount: ['account', 'accountUpdated'],
  viewApps: ['app', 'apps'],
  viewCalls: [
    'call',
    'calls',
    'callRecords',
    'callStatistics',
    'callExport',
    'callUpdated',
    'callsUpdated',
    'conference',
    'conferences',
    'conferenceUpdated',
  ],
  viewMembers: ['members', 'invitations'],
  viewApiKeys: ['apiKeys'],
  viewMoney: ['topUps', 'ledger', 'ledgerExport', 'billExport', 'bill', 'bills', 'statement', 'billIssued'],
  viewWebhooks: ['webhook', 'webhookDeliveries', 'webhookAttempts'],
  viewDesk: [
    'unconfirmedCalls',
    'discrepancies',
    'parkedCallbacks',
    'alarms',
    'suspense',
    'topUpByReference',
    'accounts',
    'customerAccount',
    'findCalls',
    'operatorActions',
    'requestedDisplayNumbers',
    'customerWebhook',
    'customerWebhookDeliveries',
    'customerWebhookAttempts',
    'customerBills',
  ],
};

/** What has no row: who is not signed in yet, what members do with themselves, and what is the same for all who are. */
const rowless: Readonly<Record<'EVERYBODY' | 'ITSELF' | 'SIGNED_IN', readonly string[]>> = {
  EVERYBODY: [
    'requestCode',
    'registerAccount',
    'signIn',
    'refresh',
    'resetPassword',
    'acceptInvitation',
    'operatorSignIn',
  ],
  ITSELF: ['me', 'signOut', 'changePassword'],
  SIGNED_IN: ['providerErrors'],
};

/** Who may use a field of a root type: a row of the table of permissions, everybody, or whoever is signed in. */
export type Permission =
  | {
      readonly kind: 'ROW';
      readonly row: Operation;
      readonly roles: readonly ActingRole[];
      readonly scope: Scope | null;
    }
  | { readonly kind: 'EVERYBODY' | 'ITSELF' | 'SIGNED_IN' };

/** @throws Error where nobody has said who may: neither the table of permissions nor this file. */
export function permissionOf(field: string): Permission {
  const row = operations.find((one) => one === field || rows[one]?.includes(field) === true);
  if (row !== undefined) return { kind: 'ROW', row, roles: rolesFor(row), scope: scopesFor(row)[0] ?? null };
  if (rowless.EVERYBODY.includes(field)) return { kind: 'EVERYBODY' };
  if (rowless.ITSELF.includes(field)) return { kind: 'ITSELF' };
  if (rowless.SIGNED_IN.includes(field)) return { kind: 'SIGNED_IN' };
  throw new Error(`Nobody has said who may use ${field}: give it a row in the table of permissions (ROLE-1).`);
}

/** Says of each operation, behind its own description, who may use it. */
export function describePermissions(schema: GraphQLSchema): void {
  for (const field of rootFields(schema)) {
    field.description = `${field.description ?? ''} For: ${sentence(permissionOf(field.name))}.`.trim();
  }
}

export function rootFields(schema: GraphQLSchema): readonly GraphQLField<unknown, unknown>[] {
  const types = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return types.flatMap((type) => Object.values(type?.getFields() ?? {}));
}

function sentence(permission: Permission): string {
  if (permission.kind === 'ROW') {
    const programs = permission.scope === null ? [] : [`API keys with ${permission.scope}`];
    return [...permission.roles, ...programs].join(', ');
  }
  return sentences[permission.kind];
}

const sentences = {
  EVERYBODY: 'everybody, without a token',
  ITSELF: 'every member, about itself',
  SIGNED_IN: 'whoever has a token',
} as const;
