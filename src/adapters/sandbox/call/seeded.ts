import { createHash } from 'node:crypto';

/** A whole number in [low, high] that depends on `key` alone. */
export function seededBetween(key: string, low: number, high: number): number {
  const hash = createHash('sha256').update(key).digest().readUInt32BE(0);
  return low + (hash % (high - low + 1));
}
