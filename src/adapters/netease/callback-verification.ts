import { createHash, timingSafeEqual } from 'node:crypto';
import { callbackCheckSum } from './signature.ts';

export interface SignedCallback {
  /** As they came: the digest is over these bytes, not over what a parser makes of them. */
  readonly rawBody: Uint8Array;
  /** Names and values in turn, as Node's `rawHeaders` has them, so that a header that came twice shows. */
  readonly rawHeaders: readonly string[];
  /** Any of them may have signed it. */
  readonly appSecrets: readonly string[];
  readonly appKey: string;
}

/**
 * Whether the provider signed this callback. Times and digests must have their exact shape: the signature is a SHA-1
 * over a plain concatenation, which could be extended by anybody if CurTime took more than digits. How old it is does
 * not count, since callbacks come days late.
 */
export function verifyCallback(callback: SignedCallback): 'VALID' | 'FORGED' {
  const { rawBody, rawHeaders, appSecrets, appKey } = callback;
  const [curTime, md5, checkSum] = ['curtime', 'md5', 'checksum'].map((name) => single(rawHeaders, name));
  if (curTime === undefined || !/^\d{10,13}$/.test(curTime)) return 'FORGED';
  if (md5 === undefined || !/^[0-9a-f]{32}$/.test(md5)) return 'FORGED';
  if (checkSum === undefined || !/^[0-9a-f]{40}$/.test(checkSum)) return 'FORGED';
  if (valuesOf(rawHeaders, 'appkey').some((key, index) => key !== appKey || index > 0)) return 'FORGED';
  const bodyFits = sameText(createHash('md5').update(rawBody).digest('hex'), md5);
  const signers = appSecrets.filter((secret) => sameText(callbackCheckSum(secret, md5, curTime), checkSum));
  return bodyFits && signers.length > 0 ? 'VALID' : 'FORGED';
}

/** When a verified callback was signed: its CurTime is in milliseconds. Ten digits are seconds, as in requests. */
export function signingTime(rawHeaders: readonly string[]): Date {
  const curTime = single(rawHeaders, 'curtime') ?? '';
  return new Date(Number(curTime) * (curTime.length === 10 ? 1000 : 1));
}

/** The value of a header that came exactly once. */
function single(rawHeaders: readonly string[], name: string): string | undefined {
  const [value, ...more] = valuesOf(rawHeaders, name);
  return more.length === 0 ? value : undefined;
}

function valuesOf(rawHeaders: readonly string[], name: string): string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}

/** In constant time; both are ASCII of the same length. */
function sameText(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
