import pg from 'pg';
import { startSandbox } from './adapters/sandbox/start-sandbox.ts';
import { PostgresStore } from './adapters/sandbox/store/postgres-store.ts';
import type { Clock } from './application/ports/clock.ts';
import type { Log } from './application/ports/ports.ts';
import type { Config } from './config.ts';
import type { Life } from './life.ts';
import { portProblem } from './listen.ts';
import { sandboxClock } from './sandbox-clock.ts';

/**
 * Starts the provider's stand-in on a port of its own, where it keeps what it knows in a schema of its own; or takes the
 * one at SANDBOX_URL, which somebody else starts and stops.
 */
export async function openSandbox(
  databaseUrl: string,
  config: Config,
  clock: Clock,
  log: Log,
  life: Life,
  home: () => string,
): Promise<{ readonly url: string }> {
  if (config.sandboxUrl !== null) return { url: config.sandboxUrl };
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 5, application_name: 'zhuanxian sandbox' });
  pool.on('error', (error) => log('error', 'An idle connection of the sandbox failed.', { error }));
  life.add(() => pool.end());
  const { sandboxHost: host, sandboxPort: port } = config;
  const store = new PostgresStore(pool);
  const sandbox = await startSandbox({ host, port, clock: sandboxClock(clock), store, log, home }).catch(
    (error: unknown) => {
      throw portProblem(error, port, 'SANDBOX_PORT');
    },
  );
  life.add(() => sandbox.stop());
  return sandbox;
}
