import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Downloads } from '../../application/ports/downloads.ts';
import type { Secrets } from '../../application/ports/secrets.ts';
import type { Download } from '../../domain/download.ts';
import { downloadKinds } from '../../domain/download.ts';
import type { AccountId } from '../../domain/ids.ts';

type Parts = readonly [kind: string, account: string, sealed: string, fileName: string, expires: string];

/**
 * `/downloads/<kind>/<account>/<subject>/<file name>?expires=<seconds>&signature=<HMAC-SHA-256 of all of it>`. The
 * subject is sealed: it may hold telephone numbers, and addresses end up in the logs of proxies.
 */
export class SignedDownloads implements Downloads {
  readonly #key: Buffer;

  /**
   * @param key the service's secrets key, from which the signing key is derived.
   * @param publicUrl the service's address, without a slash at the end.
   */
  constructor(
    key: Uint8Array,
    private readonly secrets: Secrets,
    private readonly publicUrl: string,
  ) {
    this.#key = Buffer.from(hkdfSync('sha256', key, '', 'zhuanxian downloads', 32));
  }

  linkTo({ kind, account, subject, fileName, expires }: Download): string {
    const sealed = this.secrets.seal(subject, contextOf(kind, account));
    const parts: Parts = [kind, account, sealed, fileName, String(expires.getTime() / 1000)];
    const path = parts.slice(0, 4).map(encodeURIComponent).join('/');
    const signature = this.#sign(parts).toString('base64url');
    return `${this.publicUrl}/downloads/${path}?expires=${parts[4]}&signature=${signature}`;
  }

  read(link: string): Download | null {
    const found = partsOf(link);
    if (found === null || !this.#signed(found.parts, found.signature)) return null;
    const [kind, account, sealed, fileName, expires] = found.parts;
    const known = downloadKinds.find((one) => one === kind);
    if (known === undefined) return null;
    return {
      kind: known,
      account: account as AccountId,
      subject: this.secrets.open(sealed, contextOf(kind, account)),
      fileName,
      expires: new Date(Number(expires) * 1000),
    };
  }

  /** JSON keeps the parts apart: no character of one can be taken for one of the next. */
  #sign(parts: Parts): Buffer {
    return createHmac('sha256', this.#key).update(JSON.stringify(parts)).digest();
  }

  #signed(parts: Parts, signature: string): boolean {
    const right = this.#sign(parts);
    const given = Buffer.from(signature, 'base64url');
    // Base64 has spare bits: only the one spelling that we write is ours.
    return given.length === right.length && timingSafeEqual(given, right) && right.toString('base64url') === signature;
  }
}

function contextOf(kind: string, account: string): string {
  return `download ${kind} ${account}`;
}

function partsOf(link: string): { readonly parts: Parts; readonly signature: string } | null {
  const form = /^\/downloads\/([^/?]+)\/([^/?]+)\/([^/?]+)\/([^/?]+)\?expires=(\d{1,12})&signature=([\w-]+)$/;
  const [, kind = '', account = '', sealed = '', fileName = '', expires = '', signature = ''] = form.exec(link) ?? [];
  if (signature === '') return null;
  try {
    const [first, second, third, fourth] = [kind, account, sealed, fileName].map(decodeURIComponent);
    return { parts: [first ?? '', second ?? '', third ?? '', fourth ?? '', expires], signature };
  } catch {
    return null;
  }
}
