import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../../src/application/ports/clock.ts';
import type { Time } from '../scheduler.ts';

/** So many milliseconds of the replicas' wall time pass in one of ours: who waits for something waits that much less. */
const HASTE = 20;
/** Who sleeps looks again after so many of our milliseconds: no bell rings for what another replica has committed. */
const LONGEST_NAP_MS = 40;

/**
 * Service time is moved by hand. Wall time runs on from there, fast, while something is under way; the next move catches
 * up with it.
 */
export class RoundClock implements Clock {
  readonly rate = 0;
  #movedAt = performance.now();

  constructor(readonly time: Time) {}

  wall(): Date {
    return new Date(this.#wall);
  }

  service(): Date {
    return new Date(this.time.now);
  }

  async sleep(wallMilliseconds: number, signal: AbortSignal): Promise<void> {
    await pause(Math.min(wallMilliseconds / HASTE, LONGEST_NAP_MS), undefined, { signal }).catch(() => undefined);
  }

  /** By so many milliseconds, and to `atLeast`. */
  move(milliseconds: number, atLeast = 0): Date {
    this.time.now = Math.max(this.#wall + milliseconds, atLeast);
    this.#movedAt = performance.now();
    return this.service();
  }

  get #wall(): number {
    return Math.floor(this.time.now + (performance.now() - this.#movedAt) * HASTE);
  }
}
