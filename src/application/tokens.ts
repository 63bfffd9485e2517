import type { TokenPair } from '../domain/login.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';

/** What a client keeps. The tokens are told once; we keep their fingerprints. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly accessExpires: Date;
  readonly refreshToken: string;
  readonly refreshExpires: Date;
}

/** A fresh pair of tokens: as the client gets it, and as it is stored. */
export function issueTokens(
  { random, secrets, clock }: Pick<Ports, 'random' | 'secrets' | 'clock'>,
  settings: Settings,
): { issued: IssuedTokens; stored: TokenPair } {
  const now = clock.wall().getTime();
  const issued = {
    accessToken: random.token(),
    accessExpires: new Date(now + settings.accessTokenSeconds * 1000),
    refreshToken: random.token(),
    refreshExpires: new Date(now + settings.refreshTokenSeconds * 1000),
  };
  const stored = {
    access: { digest: secrets.fingerprint(issued.accessToken), expires: issued.accessExpires },
    refresh: { digest: secrets.fingerprint(issued.refreshToken), expires: issued.refreshExpires },
  };
  return { issued, stored };
}
