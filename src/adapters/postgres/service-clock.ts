import type { Pool } from 'pg';
import type { Clock } from '../../application/ports/clock.ts';
import { assert } from '../../domain/assert.ts';
import type { ClockRow } from './rows/clock-rows.ts';
import { prepared } from './statements.ts';
import { commit, flight, persistently, withClient } from './transaction.ts';

/** The longest that a timer takes. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Service time = anchor_service + (wall − anchor_wall) × rate. The anchor is kept in the database, so that service time
 * goes on over a restart and is one for all processes. It never goes back: another rate starts where the old one is.
 */
export class ServiceClock implements Clock {
  #latest = 0;
  readonly #sleepers = new Set<() => void>();

  private constructor(
    private readonly pool: Pool,
    readonly wall: () => Date,
    private anchor: ClockRow,
  ) {}

  /** `rate` null keeps the database's own. A database without a clock gets one that agrees with the wall. */
  static async open(pool: Pool, wall: () => Date, rate: number | null): Promise<ServiceClock> {
    const now = wall();
    const first = `INSERT INTO service_clock (anchor_wall, anchor_service, rate) VALUES ($1, $1, $2) ON CONFLICT DO NOTHING`;
    await pool.query(prepared(first, [now, rate ?? 1]));
    const found = await pool.query<ClockRow>('SELECT * FROM service_clock');
    assert(found.rows[0] !== undefined, 'the clock has its row');
    const clock = new ServiceClock(pool, wall, found.rows[0]);
    if (rate !== null && rate !== clock.rate) await clock.#anchorAt((service) => ({ service, rate }));
    return clock;
  }

  get rate(): number {
    return this.anchor.rate;
  }

  service(): Date {
    this.#latest = Math.max(this.#latest, serviceTime(this.anchor, this.wall()));
    return new Date(this.#latest);
  }

  /** Moves service time forward, durably, and wakes who sleeps. @throws Error when `at` has passed already. */
  async moveTo(at: Date): Promise<void> {
    await this.#anchorAt((service, { rate }) => {
      assert(at >= service, 'service time never goes back');
      return { service: at, rate };
    });
  }

  /** Takes over what another process has changed. What was asked before we changed it ourselves is old news. */
  async refresh(): Promise<void> {
    const known = this.anchor;
    const { rows } = await this.pool.query<ClockRow>('SELECT * FROM service_clock');
    if (rows[0] !== undefined && this.anchor === known) this.#take(rows[0]);
  }

  sleep(wallMilliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      let left = wallMilliseconds;
      let timer: NodeJS.Timeout;
      const wake = (): void => {
        clearTimeout(timer);
        this.#sleepers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const wait = (): void => {
        const next = Math.min(left, LONGEST_TIMER_MS);
        left -= next;
        timer = setTimeout(left > 0 ? wait : wake, next);
      };
      wait();
      this.#sleepers.add(wake);
      signal.addEventListener('abort', wake);
      if (signal.aborted) wake();
    });
  }

  async #anchorAt(change: (service: Date, now: ClockRow) => { service: Date; rate: number }): Promise<void> {
    const next = await persistently(() =>
      withClient(this.pool, async (client) => {
        const [, found] = await flight(client, ['BEGIN', 'SELECT * FROM service_clock FOR UPDATE']);
        const before = found?.rows[0] as ClockRow;
        const wall = this.wall();
        const { service, rate } = change(new Date(serviceTime(before, wall)), before);
        const text = 'UPDATE service_clock SET anchor_wall = $1, anchor_service = $2, rate = $3';
        await commit(client, [prepared(text, [wall, service, rate])]);
        return { ...before, anchor_wall: wall, anchor_service: service, rate };
      }),
    );
    this.#take(next);
  }

  #take(anchor: ClockRow): void {
    const known = this.anchor;
    const same =
      anchor.anchor_service.getTime() === known.anchor_service.getTime() &&
      anchor.anchor_wall.getTime() === known.anchor_wall.getTime() &&
      anchor.rate === known.rate;
    if (same) return;
    this.anchor = anchor;
    for (const wake of [...this.#sleepers]) wake();
  }
}

/** In milliseconds since 1970, whole. */
function serviceTime({ anchor_wall, anchor_service, rate }: ClockRow, wall: Date): number {
  return Math.floor(anchor_service.getTime() + (wall.getTime() - anchor_wall.getTime()) * rate);
}
