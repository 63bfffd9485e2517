import { setTimeout as pause } from 'node:timers/promises';
import type { Committed } from './findings.ts';

/** Asks the database past the service. */
export type Ask = <Row extends object>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

const LOOK_MS = 250;

/** Tells when calls have ended, by one question for all of them. */
export class Ends {
  readonly #waiting = new Map<string, () => void>();
  #isLooking = false;

  constructor(private readonly ask: Ask) {}

  of(call: string): Promise<void> {
    const ended = new Promise<void>((resolve) => this.#waiting.set(call, resolve));
    if (!this.#isLooking) void this.#look();
    return ended;
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    while (this.#waiting.size > 0) {
      await pause(LOOK_MS);
      const calls = [...this.#waiting.keys()];
      const ended = await this.ask<{ id: string }>(
        `SELECT id FROM call WHERE id = ANY ($1::uuid[]) AND money_state <> 'RESERVED'`,
        [calls],
      );
      for (const { id } of ended) {
        this.#waiting.get(id)?.();
        this.#waiting.delete(id);
      }
    }
    this.#isLooking = false;
  }
}

/** Every version of every call, by the wall's clock. */
export async function readCommitted(ask: Ask): Promise<readonly Committed[]> {
  interface Row {
    readonly call: string;
    readonly version: number;
    readonly recorded: Date;
  }
  const rows = await ask<Row>(
    `SELECT subject_id AS call, version, recorded_at AS recorded FROM event WHERE subject_kind = 'CALL'`,
  );
  return rows.map(({ call, version, recorded }) => ({ call, version, at: recorded.getTime() }));
}
