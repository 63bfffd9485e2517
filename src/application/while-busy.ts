import type { Clock } from './ports/clock.ts';
import { OutcomeUnknown } from './ports/outcome-unknown.ts';
import { ServiceBusy } from './ports/service-busy.ts';

/** Wall seconds between two tries where nobody says how long. */
const PAUSE_SECONDS = 1;

/**
 * Tries again while the service is too busy, or does not say whether it was recorded, for so many seconds of wall time: for
 * what nobody will tell a second time, and what is harmless to record twice.
 *
 * @throws Error at the end, which is no ServiceBusy: what was to be recorded did happen.
 */
export async function whileBusy<T>(clock: Clock, seconds: number, work: () => Promise<T>): Promise<T> {
  const end = clock.wall().getTime() + seconds * 1000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ServiceBusy || error instanceof OutcomeUnknown)) throw error;
      if (clock.wall().getTime() >= end) throw new Error('What happened could not be recorded.', { cause: error });
      const pause = error instanceof ServiceBusy ? error.retryAfterSeconds : PAUSE_SECONDS;
      await clock.sleep(pause * 1000, new AbortController().signal);
    }
  }
}
