import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../application/ports/ports.ts';

const PAUSE_MS = 1_000;

/**
 * Does the work once a second, one run at a time, without keeping the process alive for it. A failure is logged, once
 * per outage, and does not end it. `stop` lets a run under way finish.
 */
export function everySecond(work: () => Promise<void>, log: Log): { stop(): Promise<void> } {
  const end = new AbortController();
  const running = run(work, log, end.signal);
  return {
    stop: async () => {
      end.abort();
      await running;
    },
  };
}

async function run(work: () => Promise<void>, log: Log, end: AbortSignal): Promise<void> {
  let failing = false;
  while (await second(end)) {
    try {
      await work();
      failing = false;
    } catch (error) {
      if (!failing) log('error', 'Looking for news of other processes failed.', { reason: String(error) });
      failing = true;
    }
  }
}

/** False when it was ended instead. */
async function second(end: AbortSignal): Promise<boolean> {
  return await pause(PAUSE_MS, true, { signal: end, ref: false }).catch(() => false);
}
