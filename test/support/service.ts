import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Service } from '../../src/compose.ts';
import { startService } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/adapters/system/log.ts';
import { keepLog } from './collected-logs.ts';
import { createDatabase, secretsKey } from './database.ts';

export interface TestService extends Service {
  readonly databaseUrl: string;
  /** Every line that the service wrote to its log. */
  readonly logged: readonly string[];
}

/** A whole service on free ports over a database of its own, with a clock that runs `rate` times as fast. */
export async function startTestService(rate: number, variables: NodeJS.ProcessEnv = {}): Promise<TestService> {
  const database = await createDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'zhuanxian-test-'));
  const logged: string[] = [];
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: database.url,
    DATA_FOLDER: folder,
    CLOCK_RATE: String(rate),
    SECRETS_KEY: secretsKey.toString('base64'),
    // All customers of a test come from one address.
    CODES_PER_ADDRESS_PER_HOUR: 'none',
    ...variables,
  });
  const write = (line: string): void => {
    logged.push(line);
    keepLog(line);
  };
  const service = await startService(config, createLog(write, 'info'));
  return {
    ...service,
    databaseUrl: database.url,
    logged,
    stop: async () => {
      await service.stop();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}
