import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PostgresAuditor } from './adapters/postgres/audit/audit.ts';
import { startEmbeddedPostgres } from './adapters/postgres/embedded/embedded-postgres.ts';
import type { Violation } from './application/ports/auditor.ts';
import type { Config } from './config.ts';
import { projectFolder, readConfig } from './config.ts';

/** `npm run audit`: says what is broken in the books of the configured database; exit code 1 where anything is. */
async function main(): Promise<void> {
  const settings = join(projectFolder, '.env');
  if (existsSync(settings)) process.loadEnvFile(settings);
  const config = readConfig(process.env);
  const { horizonSeconds } = config.settings.callTimes;
  const violations = await withDatabase(config, (url) => new PostgresAuditor({ url, horizonSeconds }).violations());
  for (const violation of violations) process.stdout.write(`${line(violation)}\n`);
  process.stdout.write(violations.length === 0 ? 'The books are in order.\n' : `${violations.length} violations.\n`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}

/** The configured database, or the embedded one: a running service's is joined, else it runs for as long as this takes. */
async function withDatabase<T>(config: Config, work: (url: string) => Promise<T>): Promise<T> {
  if (config.databaseUrl !== null) return work(config.databaseUrl);
  const server = await startEmbeddedPostgres({ folder: join(config.dataFolder, 'postgres'), log: () => undefined });
  try {
    return await work(server.url);
  } finally {
    await server.stop();
  }
}

function line({ invariant, claim, account, subject, found }: Violation): string {
  return `${invariant}  ${claim}\n    account ${account ?? '-'}, ${subject}: ${found}`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(2);
});
