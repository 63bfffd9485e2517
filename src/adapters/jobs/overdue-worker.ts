import { setTimeout as sleep } from 'node:timers/promises';
import type { Application } from '../../application/application.ts';
import type { Log } from '../../application/ports/ports.ts';

/** Wall milliseconds. What a dead replica left behind waits half of it on average; a look is one short question. */
const PAUSE_MS = 500;
/** Runs of one kind that may wait for the outside at the same time. */
const RUNS_AT_ONCE = 8;

type Work = Pick<Application, 'resolveOverdueCalls' | 'resumeTopUps' | 'sendNotices' | 'sendWebhooks' | 'checkBills'>;

/**
 * Looks for overdue calls, for unfinished top-ups, for what customers are to be told, by mail or at their receivers, and
 * for bills that are to be compared with what the provider tells. `stop` lets what is under way finish.
 */
export function startOverdueWorker(application: Work, log: Log): { stop(): Promise<void> } {
  const end = new AbortController();
  const kinds = [
    keepLooking(() => application.resolveOverdueCalls(), 'Looking for overdue calls failed.', log, end.signal),
    keepLooking(() => application.sendWebhooks(), 'Looking for messages to webhooks failed.', log, end.signal),
    keepLooking(() => application.resumeTopUps(), 'Looking for unfinished top-ups failed.', log, end.signal),
    keepLooking(() => application.sendNotices(), 'Looking for what customers are told failed.', log, end.signal),
    keepLooking(() => application.checkBills(), 'Checking a bill failed.', log, end.signal),
  ];
  return {
    stop: async () => {
      end.abort();
      await Promise.all(kinds);
    },
  };
}

/**
 * Begins a run twice a second of wall time, and at once after one that found something. A run that waits for the outside
 * keeps the next from beginning no longer than that: what a dead replica left behind must not wait for a slow provider.
 */
async function keepLooking(work: () => Promise<number>, failure: string, log: Log, end: AbortSignal): Promise<void> {
  const underWay = new Set<Promise<boolean>>();
  while (!end.aborted) {
    const run: Promise<boolean> = work()
      .then(
        (found) => found > 0,
        (error: unknown) => {
          log('error', failure, { error });
          return false;
        },
      )
      .finally(() => underWay.delete(run));
    underWay.add(run);
    const pause = sleep(PAUSE_MS, undefined, { signal: end }).catch(() => undefined);
    const foundSome = await Promise.race([run, pause.then(() => true)]);
    if (!foundSome) await pause;
    if (underWay.size >= RUNS_AT_ONCE) await Promise.race(underWay);
  }
  await Promise.all(underWay);
}
