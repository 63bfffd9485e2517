import { Pool } from 'pg';
import type { Clock } from '../../application/ports/clock.ts';
import type { Log } from '../../application/ports/ports.ts';
import { every } from './every.ts';
import { ServiceClock } from './service-clock.ts';
import { prepareDatabase } from './setup/migrate.ts';

interface ClockOptions {
  readonly url: string;
  /** As of a replica: see `PostgresOptions`. */
  readonly clockRate: number | null;
  readonly secretsFingerprint: string;
  readonly log: Log;
}

/**
 * Service time for who is no replica and must not count as one. Prepares the database as a replica does, so that those
 * who are started next find it ready.
 *
 * @throws Error as `openPostgres` does
 */
export async function openClock(
  options: ClockOptions,
): Promise<{ readonly clock: Clock; readonly close: () => Promise<void> }> {
  const { url, clockRate, secretsFingerprint, log } = options;
  await prepareDatabase(url, secretsFingerprint);
  const limits = { connectionTimeoutMillis: 5_000, query_timeout: 5_000, keepAlive: true };
  const pool = new Pool({ ...limits, connectionString: url, max: 1, application_name: 'zhuanxian clock' });
  pool.on('error', (error) => log('warn', 'A database connection was lost.', { reason: String(error) }));
  try {
    const clock = await ServiceClock.open(pool, () => new Date(), clockRate);
    const watch = every(1_000, () => clock.refresh(), log, 'Reading the service clock failed.');
    const close = async (): Promise<void> => {
      await watch.stop();
      await pool.end();
    };
    return { clock, close };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
