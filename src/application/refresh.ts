import { DomainError } from '../domain/errors.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';
import type { IssuedTokens } from './tokens.ts';
import { issueTokens } from './tokens.ts';

/**
 * ROLE-2: exchanges a refresh token for the next pair. A refresh token works once. When the one spent last is
 * shown again, somebody has a copy of it, and the whole login ends.
 *
 * @throws DomainError WRONG_CREDENTIALS
 */
export function refresh(ports: Ports, settings: Settings) {
  return async (input: { refreshToken: string }): Promise<IssuedTokens> => {
    const digest = ports.secrets.fingerprint(input.refreshToken);
    const { issued, stored } = issueTokens(ports, settings);
    const now = ports.clock.wall();
    const renewed = await ports.people.decideLogin(digest, (login) => {
      if (login === null) return { answer: false };
      if (!login.acceptsRefresh(digest, now)) return { login: login.end(now), answer: false };
      return { login: login.renew(stored, now), answer: true };
    });
    if (!renewed) throw new DomainError({ code: 'WRONG_CREDENTIALS' });
    return issued;
  };
}
