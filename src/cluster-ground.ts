import { createServer } from 'node:http';
import { join } from 'node:path';
import { openClock } from './adapters/postgres/clock-alone.ts';
import { startEmbeddedPostgres } from './adapters/postgres/embedded/embedded-postgres.ts';
import { AesSecrets } from './adapters/system/aes-secrets.ts';
import type { Log } from './application/ports/ports.ts';
import { describeDatabase } from './compose.ts';
import type { Config } from './config.ts';
import { localUrl } from './config.ts';
import type { Life } from './life.ts';
import { listen } from './listen.ts';
import { openSandbox } from './open-sandbox.ts';
import { keyFingerprint, secretsKey } from './secrets-key.ts';
import type { Whereabouts } from './welcome.ts';

/** Of a replica's roles together, with room for its jobs. */
const CONNECTIONS_PER_REPLICA = 40;
const OTHER_CONNECTIONS = 30;

/** What the replicas of one machine share, and the variables by which they find it. */
export interface Ground extends Whereabouts {
  readonly variables: NodeJS.ProcessEnv;
}

/** Starts one database and one sandbox for all, but those that the configuration names are taken as they are. */
export async function startGround(config: Config, replicas: number, log: Log, life: Life): Promise<Ground> {
  const databaseUrl = config.databaseUrl ?? (await embedded(config, replicas, log, life));
  const port = config.port === 0 ? await freePort(config.host) : config.port;
  const url = config.publicUrl ?? localUrl(config.host, port);
  const variables = { PORT: String(port), DATABASE_URL: databaseUrl };
  const whereabouts = { url, database: describeDatabase(config), explorer: config.explorer };
  // Beside a real provider, each replica opens its own, which nobody is asked to find.
  if (config.gateway === 'netease') return { ...whereabouts, variables, sandboxUrl: 'of each replica' };
  const secrets = new AesSecrets(await secretsKey(config.secretsKey, config.dataFolder));
  const { clockRate } = config;
  const secretsFingerprint = keyFingerprint(secrets);
  const { clock, close } = await openClock({ url: databaseUrl, clockRate, secretsFingerprint, log });
  life.add(close);
  const sandbox = await openSandbox(databaseUrl, config, clock, log, life, () => url);
  return { ...whereabouts, sandboxUrl: sandbox.url, variables: { ...variables, SANDBOX_URL: sandbox.url } };
}

async function embedded(config: Config, replicas: number, log: Log, life: Life): Promise<string> {
  const server = await startEmbeddedPostgres({
    folder: join(config.dataFolder, 'postgres'),
    settings: { max_connections: String(replicas * CONNECTIONS_PER_REPLICA + OTHER_CONNECTIONS) },
    log: (message) => log('info', message),
  });
  life.add(() => server.stop());
  return server.url;
}

/** One for all replicas, each of which would take another by itself. */
async function freePort(host: string): Promise<number> {
  const server = createServer();
  const port = await listen(server, host, 0, 'PORT');
  await new Promise((resolve) => server.close(resolve));
  return port;
}
