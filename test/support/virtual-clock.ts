import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../src/application/ports/clock.ts';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Time passes only from one sleeper to the next: minutes take as long as the work in them. Service time is wall time. */
export class VirtualClock implements Clock {
  readonly rate = 1;
  readonly #sleepers = new Set<Sleeper>();
  #now: number;

  constructor(start = '2026-03-02T02:00:00.000Z') {
    this.#now = Date.parse(start);
  }

  wall(): Date {
    return new Date(this.#now);
  }

  service(): Date {
    return this.wall();
  }

  get sleeping(): number {
    return this.#sleepers.size;
  }

  sleep(wallMilliseconds: number, signal: AbortSignal = new AbortController().signal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#sleepers.delete(sleeper);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { at: this.#now + Math.max(0, Math.ceil(wallMilliseconds)), wake };
      this.#sleepers.add(sleeper);
      signal.addEventListener('abort', wake);
    });
  }

  /** Lets so many seconds pass, and everything happen that is due in them. */
  async run(seconds: number): Promise<void> {
    const end = this.#now + seconds * 1000;
    for (;;) {
      await turn();
      const next = Math.min(...[...this.#sleepers].map(({ at }) => at));
      if (next > end) break;
      this.#now = Math.max(this.#now, next);
      for (const { at, wake } of [...this.#sleepers]) if (at <= this.#now) wake();
    }
    this.#now = end;
  }
}
