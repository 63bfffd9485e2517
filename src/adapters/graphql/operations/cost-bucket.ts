/** How much may be asked for: points at once, and points that come back in a second. Whole numbers. */
export interface CostLimits {
  readonly maximum: number;
  readonly restoreRate: number;
}

/** What an operation was counted with, and what is left after it. */
export interface CostState extends CostLimits {
  readonly requested: number;
  readonly available: number;
}

/**
 * A leaky bucket of points. Times are whole milliseconds and come in as arguments; where they go back, nothing is given
 * for it. It counts in thousandths of a point, of which each millisecond gives back a whole number: nothing is rounded.
 */
export class CostBucket {
  #thousandths: number;

  constructor(
    private readonly limits: CostLimits,
    private filledAt: number,
  ) {
    this.#thousandths = limits.maximum * 1000;
  }

  /** False where less is left, and then nothing is taken. */
  spend(points: number, now: number): boolean {
    this.#fill(now);
    if (this.#thousandths < points * 1000) return false;
    this.#thousandths -= points * 1000;
    return true;
  }

  available(now: number): number {
    this.#fill(now);
    return Math.floor(this.#thousandths / 1000);
  }

  /** Until so many points are left, if nothing is spent meanwhile; at least 1. */
  secondsUntil(points: number, now: number): number {
    this.#fill(now);
    return Math.max(1, Math.ceil((points * 1000 - this.#thousandths) / (this.limits.restoreRate * 1000)));
  }

  isFull(now: number): boolean {
    this.#fill(now);
    return this.#thousandths === this.limits.maximum * 1000;
  }

  #fill(now: number): void {
    const restored = Math.max(0, now - this.filledAt) * this.limits.restoreRate;
    this.#thousandths = Math.min(this.limits.maximum * 1000, this.#thousandths + restored);
    this.filledAt = now;
  }
}
