import { hash, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '../../application/ports/secrets.ts';

/** argon2id with OWASP's parameters: 19 MiB, 2 passes, 1 lane. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export class Argon2Passwords implements PasswordHasher {
  /** The hash of a password that nobody knows: verified against when there is no member, so that it takes as long. */
  #decoy: Promise<string> | null = null;

  hash(password: string): Promise<string> {
    return hash(password, options);
  }

  async verify(stored: string | null, password: string): Promise<boolean> {
    this.#decoy ??= hash(crypto.randomUUID(), options);
    const right = await verify(stored ?? (await this.#decoy), password);
    return right && stored !== null;
  }
}
