import type { Log } from '../../src/application/ports/ports.ts';
import type { Postgres, PostgresOptions } from '../../src/adapters/postgres/open-postgres.ts';
import { openPostgres } from '../../src/adapters/postgres/open-postgres.ts';
import { secretsFingerprint } from './database.ts';

/** Opens a test's database with service time standing still. What is logged is a failure, unless the test expects it. */
export async function open(url: string, given: Partial<PostgresOptions> = {}): Promise<Postgres> {
  return await openPostgres({ url, clockRate: 0, wall: () => new Date(), secretsFingerprint, log: refuse, ...given });
}

const refuse: Log = (level, message, fields) => {
  throw new Error(`Logged ${level}: ${message} ${JSON.stringify(fields)}`);
};

export const ignore: Log = () => undefined;
