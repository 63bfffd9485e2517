import cluster from 'node:cluster';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLog } from './adapters/system/log.ts';
import type { Log } from './application/ports/ports.ts';
import { startGround } from './cluster-ground.ts';
import { ClusterReplicas, READY } from './cluster-replicas.ts';
import { startService, stopMs } from './compose.ts';
import type { Config } from './config.ts';
import { projectFolder, readConfig } from './config.ts';
import { ConfigError } from './environment.ts';
import { Life } from './life.ts';
import { onStopSignal, stopAndExit } from './stop-signals.ts';
import { welcome } from './welcome.ts';

const MOST_REPLICAS = 64;
/** For what the replicas rested on, when they have ended. */
const GROUND_MS = 5000;

/**
 * `npm run cluster -- --replicas 3`: so many replicas of the service behind one port of this machine, over one database
 * and one sandbox, which this process starts and stops. It serves nobody itself.
 */
async function main(): Promise<void> {
  const settings = join(projectFolder, '.env');
  if (existsSync(settings)) process.loadEnvFile(settings);
  const config = readConfig(process.env);
  const log = createLog((line) => process.stderr.write(line), config.logLevel);
  if (!cluster.isPrimary) {
    await serve(config, log);
    return;
  }
  const count = replicasAsked();
  const life = new Life();
  const starting = start(config, count, log, life);
  onStopSignal(() => {
    process.stdout.write('Stopping. What is under way is finished first.\n');
    starting.then(
      () => stopAndExit(() => life.stop(), stopMs(config) + GROUND_MS, log),
      () => undefined,
    );
  });
  await starting;
}

async function start(config: Config, count: number, log: Log, life: Life): Promise<void> {
  try {
    const ground = await startGround(config, count, log, life);
    const replicas = new ClusterReplicas(ground.variables, log);
    life.addWork(() => replicas.stop());
    await replicas.start(count);
    process.stdout.write(welcome(ground, [['Replicas', `${count}, the processes ${replicas.processes.join(', ')}`]]));
  } catch (error) {
    await life.stop();
    throw error;
  }
}

/** One replica, as `npm start` runs it, but that its parent says where it is. */
async function serve(config: Config, log: Log): Promise<void> {
  const starting = startService(config, log);
  onStopSignal(() => {
    starting.then(
      (service) => stopAndExit(() => service.stop(), stopMs(config), log),
      () => undefined,
    );
  });
  await starting;
  process.send?.(READY);
}

function replicasAsked(): number {
  const { values } = parseArgs({ options: { replicas: { type: 'string', default: '3' } } });
  const count = Number(values.replicas);
  if (Number.isInteger(count) && count >= 1 && count <= MOST_REPLICAS) return count;
  throw new ConfigError(`--replicas must be a whole number from 1 to ${MOST_REPLICAS}.`);
}

main().catch((error: unknown) => {
  process.stderr.write(
    error instanceof ConfigError ? `${error.message}\n` : `${(error as Error).stack ?? String(error)}\n`,
  );
  process.exit(1);
});
