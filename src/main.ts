import { existsSync } from 'node:fs';
import { createLog } from './adapters/system/log.ts';
import type { Log } from './application/ports/ports.ts';
import { startService } from './compose.ts';
import type { Service } from './compose.ts';
import { readConfig } from './config.ts';
import { ConfigError } from './environment.ts';

/** Past this, what has not stopped is left to the operating system. */
const STOP_MS = 15_000;

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const log = createLog((line) => process.stderr.write(line), config.logLevel);
  const life: { service: Service | null; signals: number } = { service: null, signals: 0 };
  const onSignal = (): void => {
    life.signals += 1;
    if (life.signals > 1) process.exit(1);
    if (life.service !== null) stop(life.service, log);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  life.service = await startService(config, log);
  welcome(life.service, config.explorer);
  // A signal that came while it started.
  if (life.signals > 0) stop(life.service, log);
}

function stop(service: Service, log: Log): void {
  setTimeout(() => process.exit(1), STOP_MS).unref();
  service.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      log('error', 'The service did not stop cleanly.', { error });
      process.exit(1);
    },
  );
}

function welcome({ url, sandboxUrl, database }: Service, explorer: boolean): void {
  const lines = [
    '专线 zhuanxian is ready.',
    '',
    `  GraphQL        ${url}/graphql   (HTTP and WebSocket)`,
    ...(explorer ? [`  Explorer       ${url}/explorer`] : []),
    `  Health         ${url}/health, ${url}/ready`,
    `  Sandbox        ${sandboxUrl}   (calls, SMS codes and payments of the stand-in provider)`,
    `  Data           ${database}`,
    '',
    'Try: open the explorer and follow its comments, or run `npm run demo` in another terminal.',
    'Ctrl-C stops everything.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(
    error instanceof ConfigError ? `${error.message}\n` : `${(error as Error).stack ?? String(error)}\n`,
  );
  process.exit(1);
});
