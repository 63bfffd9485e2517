import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createLog } from './adapters/system/log.ts';
import { startService, stopMs } from './compose.ts';
import { projectFolder, readConfig } from './config.ts';
import { ConfigError } from './environment.ts';
import { onStopSignal, stopAndExit } from './stop-signals.ts';
import { welcome } from './welcome.ts';

async function main(): Promise<void> {
  const settings = join(projectFolder, '.env');
  if (existsSync(settings)) process.loadEnvFile(settings);
  const config = readConfig(process.env);
  const log = createLog((line) => process.stderr.write(line), config.logLevel);
  const starting = startService(config, log);
  onStopSignal(() => {
    process.stdout.write('Stopping. What is under way is finished first.\n');
    // Where it is still starting, it stops when it has started; where it fails to, it has stopped by itself.
    starting.then(
      (service) => stopAndExit(() => service.stop(), stopMs(config), log),
      () => undefined,
    );
  });
  const { url, sandboxUrl, database } = await starting;
  process.stdout.write(welcome({ url, sandboxUrl, database, explorer: config.explorer }));
}

main().catch((error: unknown) => {
  process.stderr.write(
    error instanceof ConfigError ? `${error.message}\n` : `${(error as Error).stack ?? String(error)}\n`,
  );
  process.exit(1);
});
