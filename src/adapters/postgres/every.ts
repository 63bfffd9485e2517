import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../application/ports/ports.ts';

/**
 * Does the work again and again with a pause of wall time before each run, one run at a time, without keeping the
 * process alive for it. A failure is logged, once per outage, and does not end it. `stop` lets a run under way finish.
 */
export function every(
  pauseMs: number,
  work: () => Promise<void>,
  log: Log,
  failure: string,
): { stop(): Promise<void> } {
  const end = new AbortController();
  const running = run(pauseMs, work, (error) => log('error', failure, { reason: String(error) }), end.signal);
  return {
    stop: async () => {
      end.abort();
      await running;
    },
  };
}

async function run(
  pauseMs: number,
  work: () => Promise<void>,
  complain: (error: unknown) => void,
  end: AbortSignal,
): Promise<void> {
  let failing = false;
  while (await paused(pauseMs, end)) {
    try {
      await work();
      failing = false;
    } catch (error) {
      if (!failing) complain(error);
      failing = true;
    }
  }
}

/** False when it was ended instead. */
async function paused(pauseMs: number, end: AbortSignal): Promise<boolean> {
  return await pause(pauseMs, true, { signal: end, ref: false }).catch(() => false);
}
