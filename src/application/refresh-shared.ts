import { DomainError } from '../domain/errors.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';
import type { IssuedTokens } from './tokens.ts';
import { issueTokens } from './tokens.ts';

/** How a login is after it was asked to be renewed. */
export interface Renewal {
  readonly accessExpires: Date;
  readonly refreshExpires: Date;
  /** Null where another was first, and what it was issued is on its way to the one place that both keep tokens in. */
  readonly issued: IssuedTokens | null;
}

/**
 * ROLE-2: exchanges a refresh token that several may show at once, because they share the place where it is kept, as the
 * tabs of a browser share its cookies. The first gets the next pair. For a moment after that, whoever shows its token or
 * the one before is told how the login is, and gets nothing: it finds the new ones in the shared place, and a thief who
 * has a copy of the old one finds nothing. After that moment a spent token ends the login, as everywhere.
 *
 * @param refreshToken null where nothing is kept there.
 * @throws DomainError WRONG_CREDENTIALS
 */
export function refreshShared(ports: Ports, settings: Settings) {
  return async (refreshToken: string | null): Promise<Renewal> => {
    if (refreshToken === null) throw new DomainError({ code: 'WRONG_CREDENTIALS' });
    const digest = ports.secrets.fingerprint(refreshToken);
    const { issued, stored } = issueTokens(ports, settings);
    const now = ports.clock.wall();
    const renewal = await ports.people.decideLogin<Renewal | null>(digest, (login) => {
      if (login === null) return { answer: null };
      const { access, refresh } = login.tokens;
      if (login.wasJustRenewed(digest, now))
        return { answer: { accessExpires: access.expires, refreshExpires: refresh.expires, issued: null } };
      if (!login.acceptsRefresh(digest, now)) return { login: login.end(now), answer: null };
      const { accessExpires, refreshExpires } = issued;
      return { login: login.renew(stored, now), answer: { accessExpires, refreshExpires, issued } };
    });
    if (renewal === null) throw new DomainError({ code: 'WRONG_CREDENTIALS' });
    return renewal;
  };
}
