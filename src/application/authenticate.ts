import type { Principal } from '../domain/principal.ts';
import type { Ports } from './ports/ports.ts';

/** ROLE-2: whose access token this is; null for an unknown, expired or revoked one. */
export function authenticate({ people, secrets, clock }: Ports) {
  return async (accessToken: string): Promise<Principal | null> => {
    const digest = secrets.fingerprint(accessToken);
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
  };
}
