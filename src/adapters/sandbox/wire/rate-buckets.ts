/** A token bucket per key, on monotonic wall time. Each server has its own. */
export class RateBuckets {
  /** Levels in thousandths of a token: whole milliseconds fill them without rounding. */
  readonly #buckets = new Map<string, { level: number; at: number }>();
  #perSecond: number;
  #burst: number;

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
  }

  /** From now on, for every key; what a bucket holds stays, up to the new burst. */
  setRate(perSecond: number, burst: number): void {
    this.#perSecond = perSecond;
    this.#burst = burst;
  }

  /** Takes one token at `at` (milliseconds); false when there is none. */
  take(key: string, at: number): boolean {
    const full = this.#burst * 1000;
    const bucket = this.#buckets.get(key) ?? { level: full, at };
    const level = Math.min(full, bucket.level + (at - bucket.at) * this.#perSecond);
    const granted = level >= 1000;
    this.#buckets.set(key, { level: granted ? level - 1000 : level, at });
    return granted;
  }
}
