import { join } from 'node:path';
import { startEmbeddedPostgres } from './adapters/postgres/embedded/embedded-postgres.ts';
import type { Config } from './config.ts';

/** The configured database, or the embedded one: a running service's is joined, else it runs for as long as this takes. */
export async function withDatabase<T>(config: Config, work: (url: string) => Promise<T>): Promise<T> {
  if (config.databaseUrl !== null) return await work(config.databaseUrl);
  const server = await startEmbeddedPostgres({ folder: join(config.dataFolder, 'postgres'), log: () => undefined });
  try {
    return await work(server.url);
  } finally {
    await server.stop();
  }
}
