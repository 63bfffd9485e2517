import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secrets } from './application/ports/secrets.ts';
import { ConfigError } from './environment.ts';

const BYTES = 32;

/**
 * The key under which secrets are sealed: as configured, or from a file in the data folder, written at the first start
 * and readable by nobody else. It is never in the database.
 */
export async function secretsKey(configured: Buffer | null, dataFolder: string): Promise<Buffer> {
  if (configured !== null) return configured;
  await mkdir(dataFolder, { recursive: true });
  const file = join(dataFolder, 'secrets.key');
  await writeOnce(file, randomBytes(BYTES).toString('base64'));
  const key = Buffer.from(await readFile(file, 'utf8'), 'base64');
  if (key.length !== BYTES) throw new ConfigError(`${file} does not hold ${BYTES} bytes in base64.`);
  return key;
}

/** A link is there whole or not at all: of two processes that start at once, one writes, and both read the same. */
async function writeOnce(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, text, { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
}

/** Tells two keys apart without giving either away; the database remembers it, so that no other key seals into it. */
export function keyFingerprint(secrets: Secrets): string {
  return secrets.digest('fingerprint of the secrets key');
}
