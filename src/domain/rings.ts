/** For which a ring is remembered: nobody asks about an older one. */
export const RING_MEMORY_MS = 3_600_000;

/** CALL-10: when a telephone was rung in the last hour, by whatever app of whatever account. */
export class CalleeRings {
  private constructor(
    readonly callee: string,
    /** Oldest first. */
    readonly times: readonly Date[],
  ) {}

  static restore(callee: string, times: readonly Date[]): CalleeRings {
    return new CalleeRings(callee, times);
  }

  /** Until when `limit` rings lie within an hour; null where fewer do. */
  fullUntil(limit: number, now: Date): Date | null {
    const oldest = this.recent(now).at(-limit);
    return oldest === undefined ? null : new Date(oldest.getTime() + RING_MEMORY_MS);
  }

  /** With a ring at `now`, and without those that nobody asks about any more. */
  ring(now: Date): CalleeRings {
    return new CalleeRings(this.callee, [...this.recent(now), now].sort(byTime));
  }

  /** Without a ring that was counted at `time` and did not take place after all. */
  takeBack(time: Date): CalleeRings {
    const index = this.times.findIndex((each) => each.getTime() === time.getTime());
    return index < 0 ? this : new CalleeRings(this.callee, this.times.toSpliced(index, 1));
  }

  private recent(now: Date): readonly Date[] {
    return this.times.filter((time) => time.getTime() > now.getTime() - RING_MEMORY_MS);
  }
}

/** Processes read their clocks apart, so that times do not come in order. */
function byTime(one: Date, other: Date): number {
  return one.getTime() - other.getTime();
}
