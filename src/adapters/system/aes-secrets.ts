import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Secrets } from '../../application/ports/secrets.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM under a key that is kept outside the database. A sealed text is version, nonce, tag and cipher text. */
export class AesSecrets implements Secrets {
  readonly #sealing: Buffer;
  readonly #digesting: Buffer;

  /** @param key 32 random bytes. */
  constructor(key: Uint8Array) {
    if (key.length !== 32) throw new Error('The secrets key has 32 bytes.');
    this.#sealing = Buffer.from(hkdfSync('sha256', key, '', 'zhuanxian sealing', 32));
    this.#digesting = Buffer.from(hkdfSync('sha256', key, '', 'zhuanxian digests', 32));
  }

  seal(plain: string, context: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#sealing, nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
  }

  open(sealed: string, context: string): string {
    const [version, body = ''] = sealed.split('.');
    if (version !== 'v1') throw new Error('The secret was sealed in an unknown way.');
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.#sealing, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  }

  digest(text: string): string {
    return createHmac('sha256', this.#digesting).update(text).digest('hex');
  }

  fingerprint(data: string | Uint8Array): string {
    return createHash('sha256').update(data).digest('hex');
  }
}
