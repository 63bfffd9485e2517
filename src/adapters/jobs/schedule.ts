import type { ParsedCronItem } from 'graphile-worker';
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

/**
 * Runs what recurs by the wall clock, once however many replicas there are. Only such work is here: a job that dies
 * with its process is locked for hours in the library's tables, so whatever must go on at once has a claim of our own.
 */
export async function startSchedule(
  application: Pick<Application, 'auditBooks' | 'issueBills' | 'tidyUp'>,
  { url, log }: ScheduleOptions,
): Promise<{ stop(): Promise<void> }> {
  const pool = quietPool(url, log);
  const runner = await run({
    pgPool: pool,
    // A month's bills take longer than what else there is, and must not keep it waiting.
    concurrency: 2,
    noHandleSignals: true,
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
  });
  const stop = async (): Promise<void> => {
    await runner.stop();
    await pool.end();
  };
  return { stop };
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
