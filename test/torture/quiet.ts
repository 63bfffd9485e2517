import { setTimeout as pause } from 'node:timers/promises';
import type { MemoryStore } from '../../src/adapters/sandbox/store/memory-store.ts';
import type { Database } from './database.ts';
import type { ServiceTime } from './service-time.ts';

/** Wall milliseconds. */
const PATIENCE = 120_000;
const LOOK = 500;
/** Service seconds by which time is moved on where nothing happens by itself: less than from a retry to the horizon. */
const STEP = 600;

interface Open {
  readonly calls: number;
  readonly top_ups: number;
}

/**
 * Moves service time on until every call has ended and every top-up is paid, and the provider has no report left to
 * deliver. Gives up after two minutes: the comparison tells what is left.
 */
export async function becomeQuiet(database: Database, store: MemoryStore, time: ServiceTime): Promise<void> {
  const end = Date.now() + PATIENCE;
  let before = '';
  while (Date.now() < end) {
    const [open] = await database.ask<Open>(`
      SELECT (SELECT count(*)::int FROM call WHERE money_state = 'RESERVED') AS calls,
             (SELECT count(*)::int FROM top_up WHERE status = 'PENDING') AS top_ups`);
    const undelivered = (await store.nextDue(new Date(0))) !== null;
    if (open?.calls === 0 && open.top_ups === 0 && !undelivered) return;
    const now = JSON.stringify([open, undelivered]);
    if (now === before) {
      const anchor = time.later(STEP);
      await database.writeClock(anchor);
      time.set(anchor);
    }
    before = now;
    await pause(LOOK);
  }
}
