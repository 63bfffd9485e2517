import { acceptsOperator } from '../domain/operator.ts';
import type { MemberPrincipal, OperatorPrincipal, Principal } from '../domain/principal.ts';
import type { Ports } from './ports/ports.ts';

/** ROLE-2: whose access token this is; null for an unknown, expired or revoked one. */
export function authenticate(ports: Ports) {
  return async (accessToken: string): Promise<Principal | null> => {
    const digest = ports.secrets.fingerprint(accessToken);
    return (await memberOf(ports, digest)) ?? (await operatorOf(ports, digest));
  };
}

async function memberOf({ people, clock }: Ports, digest: string): Promise<MemberPrincipal | null> {
  const found = await people.loginByAccess(digest);
  if (found === null || !found.login.acceptsAccess(digest, clock.wall())) return null;
  const { login, member } = found;
  return {
    kind: 'MEMBER',
    id: member.id,
    account: member.account,
    role: member.role,
    login: login.id,
    expires: login.tokens.access.expires,
  };
}

async function operatorOf({ operators, clock }: Ports, digest: string): Promise<OperatorPrincipal | null> {
  const login = await operators.loginByAccess(digest);
  if (login === null || !acceptsOperator(login, digest, clock.wall())) return null;
  const { id, operator, access } = login;
  return { kind: 'OPERATOR', id: operator, role: 'OPERATOR', login: id, expires: access.expires };
}
