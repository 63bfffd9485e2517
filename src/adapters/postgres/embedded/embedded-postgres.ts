import { join } from 'node:path';
import { findBinaries } from './binaries.ts';
import { openCluster } from './cluster.ts';
import { ensureDatabase, urlOf } from './connection.ts';
import { underLock } from './folder-lock.ts';
import { findHome } from './home.ts';
import { Members } from './members.ts';
import { Server } from './server.ts';

export interface EmbeddedPostgres {
  /** Connection string of the superuser, loopback, with password. */
  readonly url: string;
  /**
   * Leaves the server; the last to leave stops it and waits until it has ended. Calling it again does nothing more.
   *
   * @throws Error with the end of the server's log, when it does not end.
   */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Holds the cluster, its password, its log, and who uses it; made when absent. It belongs to one machine. */
  readonly folder: string;
  /** Hears what an operator ought to know, such as that the data had to be put elsewhere. */
  readonly log: (message: string) => void;
  /** Created when absent. `zhuanxian` unless given. */
  readonly database?: string;
  /** PostgreSQL's own settings, for a server that is not running yet. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Starts the PostgreSQL that comes with the npm packages on the data in `folder`, or joins it where it runs already,
 * for this process or another. What is committed there is durable. A process that dies without `stop` leaves the
 * server running; the next start takes it over.
 *
 * @throws Error that says what to do, when this machine cannot run it; with the end of the server's log, when the
 * server does not answer in time.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { folder, log, database = 'zhuanxian', settings = {} } = options;
  const home = await findHome(folder, log);
  const lock = join(home.path, 'lock');
  const members = new Members(join(home.path, 'members'));
  return await underLock(lock, async () => {
    const binaries = await findBinaries(home, log);
    const cluster = await openCluster(home, binaries);
    const server = new Server(home, binaries, cluster);
    const me = await members.join();
    const leave = async (): Promise<void> => {
      if (await members.leave(me)) await server.stop();
    };
    try {
      const port = await server.start(settings);
      await ensureDatabase(port, cluster, database);
      let left: Promise<void> | undefined;
      return { url: urlOf(port, cluster, database), stop: () => (left ??= underLock(lock, leave)) };
    } catch (error) {
      // Why it failed says more than that it could not be stopped either.
      await leave().catch(() => undefined);
      throw error;
    }
  });
}
