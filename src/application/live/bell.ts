import type { Clock } from '../ports/clock.ts';

/** Without a reason of ours, each ring would make an error with a stack that nobody reads. */
const RUNG = 'It has rung.';

/**
 * Lets one waiter sleep until something happened. Rings are merged: however many come while it is busy, it wakes once.
 */
export class Bell {
  #rings = 0;
  #heard = 0;
  #sleep = new AbortController();
  readonly #end = new AbortController();

  constructor(private readonly clock: Clock) {}

  get stopped(): boolean {
    return this.#end.signal.aborted;
  }

  /** Aborts when it is stopped. */
  get ended(): AbortSignal {
    return this.#end.signal;
  }

  /** How often it has rung: what is read afterwards is newer than whatever these rings were about. */
  get rings(): number {
    return this.#rings;
  }

  ring(): void {
    this.#rings += 1;
    this.#sleep.abort(RUNG);
  }

  stop(): void {
    this.#end.abort();
    this.ring();
  }

  /** Takes every ring so far as heard: what is read from now on tells what they were about. */
  listen(): number {
    return (this.#heard = this.#rings);
  }

  /** Until a ring that was not heard yet, or the service time `until` (null: only a ring ends it). */
  async wait(until: Date | null): Promise<void> {
    if (this.#rings !== this.#heard) return;
    this.#sleep = new AbortController();
    const left = until === null ? Infinity : until.getTime() - this.clock.service().getTime();
    await this.clock.sleep(left <= 0 ? 0 : left / this.clock.rate, this.#sleep.signal);
  }
}
