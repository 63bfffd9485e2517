import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Random } from '../../application/ports/secrets.ts';

export class CryptoRandom implements Random {
  id(): string {
    return randomUUID();
  }

  token(): string {
    return randomBytes(32).toString('base64url');
  }

  code(): string {
    return String(randomInt(1_000_000)).padStart(6, '0');
  }
}
