import { mkdir, chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { RunningSandbox } from '../../src/adapters/sandbox/start-sandbox.ts';
import { startSandbox } from '../../src/adapters/sandbox/start-sandbox.ts';
import { MemoryStore } from '../../src/adapters/sandbox/store/memory-store.ts';
import { Availability } from './availability.ts';
import { Balancer } from './balancer.ts';
import { Database } from './database.ts';
import { FaultProxy } from './fault-proxy.ts';
import { Replica } from './replica.ts';
import { ServiceTime } from './service-time.ts';
import { LEASE_MS } from './takeovers.ts';

export interface WorldOptions {
  readonly folder: string;
  readonly replicas: number;
  readonly command: readonly [string, ...string[]];
  /** Beside those that every run has, or in their place. */
  readonly variables?: NodeJS.ProcessEnv;
  /** Whether nobody harms the way to the database, so that replicas may go straight to it. */
  readonly isCalm?: boolean;
  readonly onPoint: (point: string) => void;
  readonly onCollapse: (how: string) => void;
}

/** So fast goes service time that calls end, deadlines pass and horizons come while the run lasts. */
const RATE = 60;

/** Everything that outlives the kills, in this process, and the replicas that do not. */
export class World {
  private constructor(
    readonly database: Database,
    readonly proxy: FaultProxy,
    readonly time: ServiceTime,
    readonly store: MemoryStore,
    readonly sandbox: RunningSandbox,
    readonly balancer: Balancer,
    readonly replicas: readonly Replica[],
    /** Of each replica, past the balancer. */
    readonly urls: readonly string[],
    readonly availability: Availability,
  ) {}

  static async start(options: WorldOptions): Promise<World> {
    const database = new Database(options.folder);
    await mkdir(options.folder, { recursive: true });
    // As root, PostgreSQL runs as somebody else, who must reach it.
    await chmod(options.folder, 0o755);
    await database.start();
    const proxy = await FaultProxy.open();
    proxy.target = database.port;
    const now = new Date();
    const time = new ServiceTime({ wall: now, service: now, rate: RATE });
    const store = new MemoryStore();
    const sandbox = await startSandbox({
      host: '127.0.0.1',
      port: 0,
      clock: time,
      store,
      log: () => undefined,
      settings: { ratePerSecond: 10_000, rateBurst: 10_000, heldAnswerMs: 4000 },
    });
    const ports = await freePorts(options.replicas);
    const balancer = await Balancer.before(ports);
    const availability = new Availability();
    const variables = {
      ...variablesOf(options.folder, balancer.url, sandbox.url),
      DATABASE_URL: options.isCalm === true ? database.url : throughProxy(database, proxy),
      ...options.variables,
    };
    const replicas = ports.map((port, index) => {
      const name = `replica ${index + 1}`;
      const logFile = join(options.folder, `replica-${index + 1}.log`);
      const onReady = (ready: boolean): void => availability.replica(name, ready);
      return new Replica({ ...options, name, logFile, onReady, variables: { ...variables, PORT: String(port) } });
    });
    const [first, ...others] = replicas;
    // It makes the tables.
    await first?.start();
    await Promise.all(others.map((replica) => replica.start()));
    await database.readClock(time);
    const urls = ports.map((port) => `http://127.0.0.1:${port}`);
    return new World(database, proxy, time, store, sandbox, balancer, replicas, urls, availability);
  }

  async stop(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.kill()));
    await this.balancer.close();
    await this.sandbox.stop();
    await this.proxy.close();
    await this.database.stop();
  }
}

function throughProxy(database: Database, proxy: FaultProxy): string {
  const url = new URL(database.url);
  url.port = String(proxy.port);
  return url.href;
}

function variablesOf(folder: string, publicUrl: string, sandboxUrl: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    DATA_FOLDER: folder,
    PUBLIC_URL: publicUrl,
    SANDBOX_URL: sandboxUrl,
    EXPLORER: 'false',
    LOG_LEVEL: 'warn',
    CLOCK_RATE: String(RATE),
    REPLICA_LEASE_SECONDS: String(LEASE_MS / 1000),
    PROVIDER_DEADLINE_SECONDS: '2',
    PROVIDER_RATE: '1000',
    CALLS_AT_ONCE_PER_ACCOUNT: 'none',
    CALLS_AT_ONCE_PER_APP: 'none',
    RINGS_PER_CALLEE_PER_HOUR: 'none',
    CODES_PER_ADDRESS_PER_HOUR: 'none',
    CALL_DEFAULT_SECONDS: '300',
    CALL_CEILING_SECONDS: '1800',
    CALL_HORIZON_HOURS: '1',
    ACCESS_TOKEN_SECONDS: '86400',
  };
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
