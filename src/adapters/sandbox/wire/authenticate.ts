import type { IncomingHttpHeaders } from 'node:http';
import type { SandboxApp, SandboxStore } from '../store/store.ts';
import { requestCheckSum } from './signature.ts';

/**
 * The app whose secret signed the headers, the present one or the one that it replaced, or null. CurTime is compared with wall time, in seconds: milliseconds are
 * far outside the window. A Nonce of any length is taken, since the vendor's own sample lets it grow beyond 128.
 */
export async function authenticate(
  headers: IncomingHttpHeaders,
  store: SandboxStore,
  windowSeconds: number,
): Promise<SandboxApp | null> {
  const { appkey, nonce, curtime, checksum } = headers;
  if (typeof appkey !== 'string' || typeof nonce !== 'string' || nonce === '') return null;
  if (typeof curtime !== 'string' || !/^\d{1,15}$/.test(curtime)) return null;
  if (Math.abs(Date.now() / 1000 - Number(curtime)) > windowSeconds) return null;
  const app = await store.findApp(appkey);
  const secrets = app === null ? [] : [app.appSecret, app.replacedSecret];
  const isSigned = secrets.some((secret) => secret !== null && requestCheckSum(secret, nonce, curtime) === checksum);
  return isSigned ? app : null;
}
