/** What a refusal takes off the rate. */
const CUT = 0.2;
/** Wall milliseconds after which the rate is again where it was refused. */
const BACK_AFTER_MS = 60_000;
/** Refusals that come together have one cause. */
const ONCE_IN_MS = 1000;
const LEAST_SHARE = 0.01;

/**
 * A rate that learns from refusals. Each takes a part off; the way back is a cubic curve: quick at first, flat near the
 * rate that was refused, and ever steeper past it, up to the configured rate. So it stays long where the limit was, and
 * still finds one that has moved within a minute or two. Times are wall milliseconds.
 */
export class LearnedRate {
  #refused: number;
  #refusedAt = -Infinity;

  constructor(private readonly configured: number) {
    this.#refused = configured;
  }

  /** Per second. */
  at(now: number): number {
    const way = (now - this.#refusedAt) / BACK_AFTER_MS - 1;
    const learned = this.#refused * (1 + CUT * way ** 3);
    return Math.min(this.configured, Math.max(learned, this.configured * LEAST_SHARE));
  }

  /** The provider has refused something because it came too fast. */
  refused(now: number): void {
    if (now - this.#refusedAt < ONCE_IN_MS) return;
    this.#refused = this.at(now);
    this.#refusedAt = now;
  }
}
