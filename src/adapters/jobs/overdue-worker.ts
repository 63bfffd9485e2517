import { setTimeout as sleep } from 'node:timers/promises';
import type { Application } from '../../application/application.ts';
import type { Log } from '../../application/ports/ports.ts';

const PAUSE_MS = 1000;

type Work = Pick<Application, 'resolveOverdueCalls' | 'resumeTopUps'>;

/** Looks for overdue calls and unfinished top-ups once a second of wall time. `stop` lets a run under way finish. */
export function startOverdueWorker(application: Work, log: Log): { stop(): Promise<void> } {
  const end = new AbortController();
  const counted = (work: Promise<number>, failure: string): Promise<number> =>
    work.catch((error: unknown) => {
      log('error', failure, { error });
      return 0;
    });
  const running = (async () => {
    while (!end.signal.aborted) {
      const found = await Promise.all([
        counted(application.resolveOverdueCalls(), 'Looking for overdue calls failed.'),
        counted(application.resumeTopUps(), 'Looking for unfinished top-ups failed.'),
      ]);
      const foundNone = found.every((count) => count === 0);
      if (foundNone) await sleep(PAUSE_MS, undefined, { signal: end.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      end.abort();
      await running;
    },
  };
}
