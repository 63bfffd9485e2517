import type { Application } from '../../../application/application.ts';
import type { ClientAddress } from '../../../application/limited-try.ts';
import type { Log } from '../../../application/ports/ports.ts';
import type { Browser } from './browser.ts';
import { OperationContext } from './context.ts';

/** The token of an `Authorization: Bearer …` header or its like; null for anything else. */
export function bearerToken(authorization: unknown): string | null {
  if (typeof authorization !== 'string') return null;
  return /^Bearer +([\w.~+/=-]+)$/i.exec(authorization.trim())?.[1] ?? null;
}

/** The context of whoever has the token. A token that is not accepted is as none: some operations need none. */
export async function contextOf(
  application: Application,
  token: string | null,
  requestId: string,
  log: Log,
  address: ClientAddress = null,
  browser: Browser | null = null,
): Promise<OperationContext> {
  const principal = token === null ? null : await application.authenticate(token);
  return new OperationContext(application, principal, requestId, log, address, browser);
}
