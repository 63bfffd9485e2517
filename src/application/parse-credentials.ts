import { DomainError } from '../domain/errors.ts';
import { parseText } from '../domain/text.ts';
import type { AppCredentials } from './ports/app-credentials.ts';

/** @throws DomainError INVALID_TEXT */
export function parseCredentials(given: AppCredentials): AppCredentials {
  const accid = parseText('accid', given.accid, 32).toLowerCase();
  if (!/^[a-z0-9_@.-]+$/.test(accid)) {
    throw new DomainError({ code: 'INVALID_TEXT', field: 'accid', problem: 'MALFORMED', maxLength: 32 });
  }
  return {
    appKey: parseToken('appKey', given.appKey, 64),
    appSecret: parseAppSecret('appSecret', given.appSecret),
    accid,
  };
}

/** @throws DomainError INVALID_TEXT, naming `field`. */
export function parseAppSecret(field: string, text: string): string {
  return parseToken(field, text, 128);
}

/** What travels in a header is visible ASCII. */
function parseToken(field: string, text: string, maxLength: number): string {
  const token = parseText(field, text, maxLength);
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new DomainError({ code: 'INVALID_TEXT', field, problem: 'MALFORMED', maxLength });
}
