import type { Postgres } from '../../src/adapters/postgres/open-postgres.ts';
import { openPostgres } from '../../src/adapters/postgres/open-postgres.ts';
import { AesSecrets } from '../../src/adapters/system/aes-secrets.ts';
import { CryptoRandom } from '../../src/adapters/system/crypto-random.ts';
import type { Log, Ports } from '../../src/application/ports/ports.ts';
import { keyFingerprint } from '../../src/secrets-key.ts';

/** Under the key of the tests' databases. */
export const secrets = new AesSecrets(Buffer.alloc(32, 'k'));

/** A database, and what else billing needs. */
export async function openBilling(
  url: string,
  log: Log,
): Promise<Postgres & Pick<Ports, 'secrets' | 'random' | 'log'>> {
  const wall = (): Date => new Date();
  const postgres = await openPostgres({ url, clockRate: null, wall, secretsFingerprint: keyFingerprint(secrets), log });
  return { ...postgres, secrets, random: new CryptoRandom(), log };
}
