import type { Clock } from './ports/clock.ts';

/**
 * Lets one waiter sleep until something happened. Rings are merged: however many come while it is busy, it wakes once.
 */
export class Bell {
  #rung = false;
  #stopped = false;
  #sleep = new AbortController();

  constructor(private readonly clock: Clock) {}

  get stopped(): boolean {
    return this.#stopped;
  }

  ring(): void {
    this.#rung = true;
    this.#sleep.abort();
  }

  stop(): void {
    this.#stopped = true;
    this.ring();
  }

  /** Until the next ring, or the service time `until` (null: only a ring ends it). */
  async wait(until: Date | null): Promise<void> {
    if (!this.#rung) {
      this.#sleep = new AbortController();
      const left = until === null ? Infinity : until.getTime() - this.clock.service().getTime();
      await this.clock.sleep(left <= 0 ? 0 : left / this.clock.rate, this.#sleep.signal);
    }
    this.#rung = false;
  }
}
