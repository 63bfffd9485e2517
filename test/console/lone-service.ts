import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/adapters/postgres/embedded/embedded-postgres.ts';
import type { Service } from '../../src/compose.ts';
import { startService } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';

export interface LoneService extends Service {
  readonly databaseUrl: string;
}

/** For commands: a service on free ports with a PostgreSQL of its own, of which nothing stays. */
export async function startLoneService(rate: number, variables: NodeJS.ProcessEnv = {}): Promise<LoneService> {
  const folder = await mkdtemp(join(tmpdir(), 'zhuanxian-console-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), log: () => undefined });
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: server.url,
    DATA_FOLDER: folder,
    CLOCK_RATE: String(rate),
    SECRETS_KEY: randomBytes(32).toString('base64'),
    CODES_PER_ADDRESS_PER_HOUR: 'none',
    ...variables,
  });
  const service = await startService(config, () => undefined);
  return {
    ...service,
    databaseUrl: server.url,
    stop: async () => {
      await service.stop();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
