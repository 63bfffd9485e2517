import type { SandboxClock } from '../../../src/adapters/sandbox/clock.ts';

/** Service time that stands still until it is moved. */
export class HandClock implements SandboxClock {
  #now = Date.parse('2026-01-05T04:00:00Z');
  readonly #listeners = new Set<() => void>();

  now(): Date {
    return new Date(this.#now);
  }

  wallMillisecondsUntil(at: Date): number {
    return at.getTime() <= this.#now ? 0 : Infinity;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  move(seconds: number): void {
    this.#now += seconds * 1000;
    for (const listener of this.#listeners) listener();
  }
}
