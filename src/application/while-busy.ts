import type { Clock } from './ports/clock.ts';
import { ServiceBusy } from './ports/service-busy.ts';

/**
 * Tries again while the service is too busy, for so many seconds of wall time: for what nobody will tell a second time.
 *
 * @throws Error at the end, which is no ServiceBusy: what was to be recorded did happen.
 */
export async function whileBusy<T>(clock: Clock, seconds: number, work: () => Promise<T>): Promise<T> {
  const end = clock.wall().getTime() + seconds * 1000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ServiceBusy)) throw error;
      if (clock.wall().getTime() >= end) throw new Error('What happened could not be recorded.', { cause: error });
      await clock.sleep(error.retryAfterSeconds * 1000, new AbortController().signal);
    }
  }
}
