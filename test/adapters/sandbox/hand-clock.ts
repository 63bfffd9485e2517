import type { SandboxClock } from '../../../src/adapters/sandbox/clock.ts';

/** Service time that stands still until a test moves it. */
export class HandClock implements SandboxClock {
  readonly #listeners = new Set<() => void>();
  #now: number;

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now(): Date {
    return new Date(this.#now);
  }

  wallMillisecondsUntil(at: Date): number {
    return at.getTime() <= this.#now ? 0 : Infinity;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  advance(seconds: number): void {
    this.#now += seconds * 1000;
    for (const listener of this.#listeners) listener();
  }
}
