import { acceptsOperator } from '../domain/operator.ts';
import { API_KEY_MARK, isLive } from '../domain/api-key.ts';
import type { ApiKeyPrincipal, MemberPrincipal, OperatorPrincipal, Principal } from '../domain/principal.ts';
import type { Ports } from './ports/ports.ts';

/** ROLE-2: whose access token or API key this is; null for an unknown, expired or revoked one. */
export function authenticate(ports: Ports) {
  return async (accessToken: string): Promise<Principal | null> => {
    const digest = ports.secrets.fingerprint(accessToken);
    // A token is any text: one that begins as keys do may still be a person's.
    const program = accessToken.startsWith(API_KEY_MARK) ? await programOf(ports, digest) : null;
    return program ?? (await memberOf(ports, digest)) ?? (await operatorOf(ports, digest));
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

async function programOf({ tokens, clock, log }: Ports, digest: string): Promise<ApiKeyPrincipal | null> {
  const found = await tokens.apiKey(digest);
  const now = clock.wall();
  if (found === null || !isLive(found, now)) return null;
  const { id, account, maker, scopes, expiresAt: expires } = found;
  // Nobody waits for this, and a request is not refused for it.
  tokens.used(found, now).catch((error: unknown) => {
    log('warn', 'The last use of an API key could not be noted.', { account, apiKey: id, reason: String(error) });
  });
  return { kind: 'API_KEY', id, account, role: 'API_KEY', maker, scopes, expires };
}

async function operatorOf({ operators, clock }: Ports, digest: string): Promise<OperatorPrincipal | null> {
  const login = await operators.loginByAccess(digest);
  if (login === null || !acceptsOperator(login, digest, clock.wall())) return null;
  const { id, operator, access } = login;
  return { kind: 'OPERATOR', id: operator, role: 'OPERATOR', login: id, expires: access.expires };
}
