import { randomBytes } from 'node:crypto';
import { BadRequest } from '../http/bad-request.ts';
import { json, type Reply } from '../http/reply.ts';
import type { SandboxApp, SandboxStore } from '../store/store.ts';
import type { Fields } from './fields.ts';

const keyShape = /^[\x21-\x7e]{1,128}$/;
const accidShape = /^[A-Za-z0-9_@.-]{1,32}$/;
/** An address, or a path on the service that the sandbox runs beside. */
const urlShape = /^(https?:\/)?\/[\x21-\x7e]{1,2000}$/;

/**
 * Registers an app, with credentials of its own or issued at random; a known app gets the new callback address, and the
 * new secret where it names the one that this replaces.
 */
export async function registerApp(fields: Fields, store: SandboxStore): Promise<Reply> {
  const appKey = fields.optional('appKey', keyShape);
  const appSecret = fields.optional('appSecret', keyShape);
  const accid = fields.optional('accid', accidShape)?.toLowerCase() ?? null;
  const callbackUrl = fields.required('callbackUrl', urlShape);
  if (!URL.canParse(callbackUrl, 'http://localhost')) throw new BadRequest(400, "'callbackUrl' is not a URL.");
  const replacedSecret = fields.optional('replacedSecret', keyShape);
  const known = appKey === null ? null : await knownApp(store, appKey, appSecret, replacedSecret);
  if (known && ((appSecret ?? known.appSecret) !== known.appSecret || (accid ?? known.accid) !== known.accid)) {
    throw new BadRequest(409, 'The app has another secret or accid.');
  }
  const kept = await store.saveApp({
    appKey: appKey ?? randomBytes(16).toString('hex'),
    appSecret: appSecret ?? randomBytes(6).toString('hex'),
    replacedSecret: null,
    accid: accid ?? `sandbox_${randomBytes(4).toString('hex')}`,
    callbackUrl,
  });
  return json(201, { appKey: kept.appKey, appSecret: kept.appSecret, accid: kept.accid });
}

async function knownApp(
  store: SandboxStore,
  appKey: string,
  appSecret: string | null,
  replacedSecret: string | null,
): Promise<SandboxApp | null> {
  const rotates = appSecret !== null && replacedSecret !== null;
  const rotated = rotates ? await store.rotateSecret(appKey, replacedSecret, appSecret) : null;
  return rotated ?? (await store.findApp(appKey));
}
