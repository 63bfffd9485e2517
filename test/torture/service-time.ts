import type { SandboxClock } from '../../src/adapters/sandbox/clock.ts';

/** The row of the service's clock: service time = service + (wall − wall at the anchor) × rate. */
export interface Anchor {
  readonly wall: Date;
  readonly service: Date;
  readonly rate: number;
}

/** The service's clock as the driver knows it, who alone moves it. The sandbox lives by it. */
export class ServiceTime implements SandboxClock {
  readonly #listeners = new Set<() => void>();

  constructor(private anchor: Anchor) {}

  now(): Date {
    return new Date(this.anchor.service.getTime() + (Date.now() - this.anchor.wall.getTime()) * this.anchor.rate);
  }

  wallMillisecondsUntil(at: Date): number {
    return Math.max(0, (at.getTime() - this.now().getTime()) / this.anchor.rate);
  }

  /** When the wall showed what service time was `at`, as long as the clock was not moved. */
  wallAt(at: Date): number {
    return this.anchor.wall.getTime() + (at.getTime() - this.anchor.service.getTime()) / this.anchor.rate;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  set(anchor: Anchor): void {
    this.anchor = anchor;
    for (const listener of this.#listeners) listener();
  }

  /** What to set for service time to be so much later at once. */
  later(seconds: number): Anchor {
    return { wall: new Date(), service: new Date(this.now().getTime() + seconds * 1000), rate: this.anchor.rate };
  }
}
