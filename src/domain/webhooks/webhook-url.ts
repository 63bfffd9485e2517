import type { WebhookUrlProblem } from '../errors.ts';
import { DomainError } from '../errors.ts';

/** A URL as a standard parser took it apart. */
export interface UrlParts {
  readonly href: string;
  /** With its colon. */
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly hostname: string;
  /** Empty where it is the protocol's own. */
  readonly port: string;
  readonly hash: string;
}

const LONGEST = 1000;
/** Below lie the doors of mail, files and shells. Protocols' own ports do not show. */
const FIRST_PORT = 1024;

/**
 * HOOK-1: where a webhook may point at all. Whether its host is somewhere that may be asked is looked at before each
 * request, since names move.
 *
 * @param parts null where it is no URL.
 * @throws DomainError WEBHOOK_URL_REFUSED
 */
export function requireWebhookUrl(parts: UrlParts | null, { allowHttp }: { readonly allowHttp: boolean }): string {
  const problem = problemOf(parts, allowHttp);
  if (parts === null || problem !== null) {
    throw new DomainError({ code: 'WEBHOOK_URL_REFUSED', problem: problem ?? 'MALFORMED', maxLength: LONGEST });
  }
  return parts.href;
}

function problemOf(parts: UrlParts | null, allowHttp: boolean): WebhookUrlProblem | null {
  if (parts === null || parts.hostname === '') return 'MALFORMED';
  if (parts.href.length > LONGEST) return 'TOO_LONG';
  if (parts.protocol !== 'https:' && !(allowHttp && parts.protocol === 'http:')) return 'NOT_HTTPS';
  if (parts.username !== '' || parts.password !== '') return 'CREDENTIALS';
  if (parts.hash !== '') return 'FRAGMENT';
  return parts.port !== '' && Number(parts.port) < FIRST_PORT ? 'PORT' : null;
}
