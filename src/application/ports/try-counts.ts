import type { Tries } from '../../domain/tries.ts';

/** What was tried how often, by keyed digests: neither an e-mail nor an address of the network is kept. Of all replicas. */
export interface TryCounts {
  /**
   * Reads the tries under each key, under their locks, and stores what the rule makes of them, in the same order. When
   * the rule throws, nothing is stored.
   */
  decide(keys: readonly string[], rule: (tries: readonly Tries[]) => readonly Tries[]): Promise<void>;
}
