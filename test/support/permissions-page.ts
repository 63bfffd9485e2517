import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { permissionOf } from '../../src/adapters/graphql/operations/permissions.ts';
import type { ActingRole } from '../../src/domain/role.ts';

const roles: readonly ActingRole[] = ['OWNER', 'FINANCE', 'AGENT', 'DEVELOPER', 'OPERATOR', 'API_KEY'];

/** `docs/permissions.md`: who may use which operation of the schema, as the table of permissions has it. */
export function permissionsPage(schema: GraphQLSchema): string {
  return `# Permissions

Who may do what (ROLE-1), from the one table in \`src/domain/role.ts\`. \`npm run schema\` writes this page.

Whoever is not in a row is answered NOT_ALLOWED, and nothing is done. OWNER, FINANCE, AGENT and DEVELOPER are members, who
see and do only what is their account's; an OPERATOR runs the service and is a member of no account. An API key does what
its scopes open, and never more than the role of who made it; where no scope stands, no key may.

${section('Queries', schema.getQueryType())}

${section('Mutations', schema.getMutationType())}

${section('Subscriptions', schema.getSubscriptionType())}
`;
}

function section(title: string, type: GraphQLObjectType | null | undefined): string {
  const names = Object.keys(type?.getFields() ?? {}).sort();
  const head = [`| operation | ${roles.join(' | ')} |`, `| --- |${' :-: |'.repeat(roles.length)}`];
  return [`## ${title}`, '', ...head, ...names.map(row)].join('\n');
}

function row(name: string): string {
  const permission = permissionOf(name);
  const cells = roles.map((role) => {
    if (permission.kind === 'ROW' && role === 'API_KEY') return permission.scope ?? '';
    if (permission.kind === 'ROW') return permission.roles.includes(role) ? '✓' : '';
    if (permission.kind === 'EVERYBODY') return 'all';
    if (permission.kind === 'SIGNED_IN') return '✓';
    return role === 'OPERATOR' || role === 'API_KEY' ? '' : 'itself';
  });
  return `| \`${name}\` | ${cells.join(' | ')} |`;
}
