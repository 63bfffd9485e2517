import { createHash } from 'node:crypto';
import type { Clock } from '../../src/application/ports/clock.ts';
import type { PasswordHasher, Random } from '../../src/application/ports/secrets.ts';

interface Sleeper {
  readonly wakeAt: number;
  readonly wake: () => void;
}

/** Both clocks stand still until a test moves them. */
export class FixedClock implements Clock {
  readonly rate = 0;
  readonly #sleepers = new Set<Sleeper>();
  #wall: number;
  #service: number;

  constructor(start = '2026-03-02T02:00:00.000Z') {
    this.#wall = Date.parse(start);
    this.#service = this.#wall;
  }

  wall(): Date {
    return new Date(this.#wall);
  }

  service(): Date {
    return new Date(this.#service);
  }

  /** How many sleep: what still does at the end of a test has leaked. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  sleep(wallMilliseconds: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted || wallMilliseconds <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#sleepers.delete(sleeper);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { wakeAt: this.#wall + wallMilliseconds, wake };
      this.#sleepers.add(sleeper);
      signal.addEventListener('abort', wake);
    });
  }

  /** Lets time pass on both clocks. */
  advance(seconds: number): void {
    this.#wall += seconds * 1000;
    this.advanceService(seconds);
  }

  /** Moves service time alone, as the sandbox's time control does; that wakes every sleeper. */
  advanceService(seconds: number): void {
    this.#service += seconds * 1000;
    for (const { wake } of [...this.#sleepers]) wake();
  }

  advanceWall(seconds: number): void {
    this.#wall += seconds * 1000;
    for (const { wakeAt, wake } of [...this.#sleepers]) if (wakeAt <= this.#wall) wake();
  }
}

/** Values of the right shape that count up, so that a test's ids are the same in every run. */
export class CountedRandom implements Random {
  #count = 0;

  id(): string {
    return `00000000-0000-4000-8000-${this.#next(12)}`;
  }

  token(): string {
    return `token-${this.#next(37)}`;
  }

  code(): string {
    return this.#next(6);
  }

  #next(digits: number): string {
    this.#count += 1;
    return String(this.#count).padStart(digits, '0');
  }
}

/** Keeps the promises of the port but for its cost to an attacker. */
export const cheapPasswords: PasswordHasher = {
  hash: (password) => Promise.resolve(digest(password)),
  verify: (hash, password) => Promise.resolve(hash !== null && hash === digest(password)),
};

function digest(password: string): string {
  return `cheap$${createHash('sha256').update(password).digest('hex')}`;
}
