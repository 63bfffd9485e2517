import type { ExecutionResult, GraphQLField, GraphQLInputType } from 'graphql';
import {
  execute,
  getNamedType,
  GraphQLError,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  parse,
  subscribe,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { OperationContext } from '../../../src/adapters/graphql/operations/context.ts';
import type { Permission } from '../../../src/adapters/graphql/operations/permissions.ts';
import { permissionOf, rootFields } from '../../../src/adapters/graphql/operations/permissions.ts';
import { createSchema } from '../../../src/adapters/graphql/schema.ts';
import type { Application } from '../../../src/application/application.ts';
import { DomainError } from '../../../src/domain/errors.ts';
import type { ApiKeyId, LoginId, OperatorId } from '../../../src/domain/ids.ts';
import type { Principal } from '../../../src/domain/principal.ts';
import type { Role, Scope } from '../../../src/domain/role.ts';
import * as a from '../../support/a.ts';
import { scenario } from '../../support/scenario.ts';

const shape = createSchema({} as Application);
const fields = rootFields(shape);
const mutations = Object.keys(shape.getMutationType()?.getFields() ?? {});
const subscriptions = Object.keys(shape.getSubscriptionType()?.getFields() ?? {});
const members: readonly Role[] = ['OWNER', 'FINANCE', 'AGENT', 'DEVELOPER'];

/** Something that the type takes. Of an input object only what it needs: it may not take everything at once. */
function sample(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sample(type.ofType);
  if (isListType(type)) return [sample(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) {
    const needed = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(needed.map((field) => [field.name, sample(field.type)]));
  }
  const values: Readonly<Record<string, unknown>> = {
    ID: a.callId,
    Int: 1,
    Boolean: true,
    Money: '1000.00',
    Count: 1,
    Month: '2026-03',
  };
  return type.name === 'DateTime' ? a.noon.toISOString() : (values[type.name] ?? 'text');
}

/** Asks for a field with the least that it takes. The code of what it is refused with, or null. */
async function outcome(field: GraphQLField<unknown, unknown>, context: OperationContext): Promise<string | null> {
  const isLive = subscriptions.includes(field.name);
  const kind = isLive ? 'subscription' : mutations.includes(field.name) ? 'mutation' : 'query';
  const needed = field.args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
  const variables = needed.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const values = needed.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
  const text = `${kind} Ask${variables && `(${variables})`} { ${field.name}${values && `(${values})`} ${selection} }`;
  const args = {
    schema: createSchema(context.application),
    document: parse(text),
    contextValue: context,
    variableValues: Object.fromEntries(needed.map((arg) => [arg.name, sample(arg.type)])),
  };
  try {
    const { data, errors = [] } = isLive ? await firstOf(args) : await execute(args);
    if (errors[0] !== undefined) return codeOf(errors[0]);
    const answer = data?.[field.name] as { __typename?: string } | null;
    return answer?.__typename === 'NotAllowed' ? 'NOT_ALLOWED' : null;
  } finally {
    await context.close();
  }
}

/** What a subscriber gets first. */
async function firstOf(args: Parameters<typeof subscribe>[0]): Promise<ExecutionResult> {
  const events = await subscribe(args);
  if (!(Symbol.asyncIterator in events)) return events;
  try {
    const first = await events.next();
    return first.done === true ? {} : first.value;
  } catch (error) {
    return {
      errors: [error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error })],
    };
  } finally {
    await events.return(undefined);
  }
}

function codeOf({ originalError, extensions }: GraphQLError): string {
  if (originalError instanceof DomainError) return originalError.code;
  const shown = originalError instanceof GraphQLError ? originalError.extensions : extensions;
  return (shown['code'] as string | undefined) ?? 'UNCODED';
}

/** With what a principal is refused whom an operation is not for. */
function refusalOf(permission: Permission, { kind, role }: Principal): string | null {
  if (permission.kind === 'ROW') return permission.roles.includes(role) ? null : 'NOT_ALLOWED';
  return permission.kind === 'ITSELF' && kind !== 'MEMBER' ? 'FORBIDDEN' : null;
}

describe('ROLE-1: each operation of the schema', () => {
  it('has a row in the table of permissions, or stands among the few that need none', () => {
    for (const { name } of fields) expect(() => permissionOf(name)).not.toThrow();
    expect(() => permissionOf('somethingNew')).toThrow('Nobody has said who may use somethingNew');
    const rowless = fields.filter(({ name }) => permissionOf(name).kind !== 'ROW');
    expect(rowless.map(({ name }) => name).sort()).toEqual([
      'acceptInvitation',
      'changePassword',
      'me',
      'operatorSignIn',
      'providerErrors',
      'refresh',
      'registerAccount',
      'requestCode',
      'resetPassword',
      'signIn',
      'signOut',
    ]);
  });

  it.each(fields.map(({ name }) => name))(
    '%s is for those whom its description names, and refused to others',
    async (name) => {
      const field = fields.find((one) => one.name === name)!;
      const permission = permissionOf(name);
      const world = scenario();
      const { principal: member } = await world.customer();
      const operator: Principal = {
        kind: 'OPERATOR',
        id: crypto.randomUUID() as OperatorId,
        role: 'OPERATOR',
        login: crypto.randomUUID() as LoginId,
        expires: member.expires,
      };
      for (const principal of [...members.map((role): Principal => ({ ...member, role })), operator]) {
        const context = new OperationContext(world.application, principal, 'id', () => undefined);
        const code = await outcome(field, context);
        const refusal = ['NOT_ALLOWED', 'FORBIDDEN'].find((one) => one === code) ?? null;
        expect([principal.role, refusal]).toEqual([principal.role, refusalOf(permission, principal)]);
      }
      const program = { ...member, kind: 'API_KEY', id: crypto.randomUUID() as ApiKeyId, role: 'API_KEY' } as const;
      const needed = permission.kind === 'ROW' ? permission.scope : null;
      const none: readonly Scope[] = [];
      for (const scopes of needed === null ? [none] : [none, [needed]]) {
        const context = new OperationContext(
          world.application,
          { ...program, maker: 'OWNER', scopes },
          'id',
          () => undefined,
        );
        const code = await outcome(field, context);
        const refusal = ['NOT_ALLOWED', 'FORBIDDEN'].find((one) => one === code) ?? null;
        const isRefused = permission.kind === 'ROW' && scopes.length === 0;
        expect(refusal).toBe(permission.kind === 'ITSELF' ? 'FORBIDDEN' : isRefused ? 'NOT_ALLOWED' : null);
      }
      const nobody = new OperationContext(world.application, null, 'id', () => undefined);
      const needsToken = (await outcome(field, nobody)) === 'UNAUTHENTICATED';
      expect(needsToken).toBe(permission.kind !== 'EVERYBODY');
      if (permission.kind === 'ROW') expect(field.description).toContain(` For: ${permission.roles.join(', ')}`);
    },
  );
});
