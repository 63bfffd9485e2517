import { setTimeout as sleep } from 'node:timers/promises';
import type { Application } from '../../application/application.ts';
import type { Log } from '../../application/ports/ports.ts';

const PAUSE_MS = 1000;

/** Looks for overdue calls once a second of wall time. `stop` lets a run under way finish. */
export function startOverdueWorker(application: Application, log: Log): { stop(): Promise<void> } {
  const end = new AbortController();
  const running = (async () => {
    while (!end.signal.aborted) {
      const found = await application.resolveOverdueCalls().catch((error: unknown) => {
        log('error', 'Looking for overdue calls failed.', { error });
        return 0;
      });
      if (found === 0) await sleep(PAUSE_MS, undefined, { signal: end.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      end.abort();
      await running;
    },
  };
}
