import type { Ports } from '../ports/ports.ts';
import { ServiceBusy } from '../ports/service-busy.ts';
import type { Bell } from './bell.ts';

/** Wall milliseconds until what could not be read is read again. */
const PAUSE_MS = 1000;

/**
 * Reads until it can be read: a watch outlives a database that is away or busy. Null where the watch has ended
 * meanwhile; any other failure goes through.
 */
export async function readPersistently<T>(
  { clock, log }: Pick<Ports, 'clock' | 'log'>,
  bell: Bell,
  read: () => Promise<T>,
): Promise<T | null> {
  for (let failures = 0; !bell.stopped; failures++) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ServiceBusy)) throw error;
      if (failures === 0) log('warn', 'What is watched cannot be read for now.', { reason: String(error.cause) });
      await clock.sleep(PAUSE_MS, bell.ended);
    }
  }
  return null;
}
