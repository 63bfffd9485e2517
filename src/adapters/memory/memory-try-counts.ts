import type { TryCounts } from '../../application/ports/try-counts.ts';
import { Tries } from '../../domain/tries.ts';

export class MemoryTryCounts implements TryCounts {
  readonly #tries = new Map<string, Tries>();

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous; memory is not
  async decide(keys: readonly string[], rule: (tries: readonly Tries[]) => readonly Tries[]): Promise<void> {
    const next = rule(keys.map((key) => this.#tries.get(key) ?? Tries.none));
    keys.forEach((key, index) => this.#tries.set(key, next[index] ?? Tries.none));
  }
}
