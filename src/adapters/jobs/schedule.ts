import { setTimeout as sleep } from 'node:timers/promises';
import type { ParsedCronItem, Runner, RunnerOptions } from 'graphile-worker';
import { Logger, parseCronItem, run } from 'graphile-worker';
import { Pool } from 'pg';
import type { Application } from '../../application/application.ts';
import type { Log } from '../../application/ports/ports.ts';
import { resting } from './resting.ts';

export interface ScheduleOptions {
  /** Of the role that owns the schedule's own schema, and nothing else. */
  readonly url: string;
  readonly log: Log;
}

/** Wall milliseconds until what the library gave up is begun anew. */
const PAUSE_MS = 1000;

/**
 * Runs what recurs by the wall clock, once however many replicas there are. Only such work is here: a job that dies
 * with its process is locked for hours in the library's tables, so whatever must go on at once has a claim of our own.
 */
export async function startSchedule(
  application: Pick<Application, 'auditBooks' | 'issueBills' | 'tidyUp'>,
  { url, log }: ScheduleOptions,
): Promise<{ stop(): Promise<void> }> {
  const pool = quietPool(url, log);
  const end = new AbortController();
  const begin = (): Promise<Runner> => run(runnerOptions(application, pool, log));
  let runner = await begin();
  const isOver = (): boolean => end.signal.aborted;
  // It has stopped already where the library gave it up.
  const stopRunner = (): Promise<void> => runner.stop().catch(() => undefined);
  const keepRunning = async (): Promise<void> => {
    for (;;) {
      await runner.promise.catch((error: unknown) => log('warn', 'The schedule ended.', { reason: String(error) }));
      await sleep(PAUSE_MS, undefined, { signal: end.signal }).catch(() => undefined);
      if (isOver()) return;
      try {
        runner = await begin();
      } catch (error) {
        log('warn', 'The schedule could not be begun anew.', { reason: String(error) });
      }
      if (isOver()) await stopRunner();
    }
  };
  const running = keepRunning();
  const stop = async (): Promise<void> => {
    end.abort();
    await stopRunner();
    await running;
    await pool.end();
  };
  return { stop };
}

function runnerOptions(
  application: Pick<Application, 'auditBooks' | 'issueBills' | 'tidyUp'>,
  pool: Pool,
  log: Log,
): RunnerOptions {
  return {
    pgPool: pool,
    // A month's bills take longer than what else there is, and must not keep it waiting.
    concurrency: 2,
    noHandleSignals: true,
    // By itself the library does not wait for what it writes about a job that is over, and where the database is away
    // then, the rejection that nobody hears ends the process. In batches it hears it, and gives up its runner instead.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(({ taskIdentifier }) => (level, message) => {
      if (['error', 'warning'].includes(level))
        log('warn', 'The schedule says something.', { taskIdentifier, message });
    }),
    taskList: {
      audit: resting(() => application.auditBooks()),
      bills: async () => {
        await application.issueBills();
      },
      tidy: async () => {
        await application.tidyUp();
      },
    },
    parsedCronItems: [
      recurring('audit', '* * * * *'),
      // Months go by service time, which the wall clock does not know.
      recurring('bills', '* * * * *'),
      recurring('tidy', '*/10 * * * *'),
    ],
  };
}

/**
 * The library's own pool would let a connection that is lost while it closes end the process: nobody listens to it any
 * more then.
 */
function quietPool(url: string, log: Log): Pool {
  const pool = new Pool({ connectionString: url, max: 3 });
  pool.on('error', (error) => log('warn', 'A connection of the schedule was lost.', { reason: String(error) }));
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** A time that was missed is not made up for: the next run sees all. */
function recurring(task: string, match: string): ParsedCronItem {
  return parseCronItem({ task, match, options: { backfillPeriod: 0, maxAttempts: 1, jobKey: task } });
}
