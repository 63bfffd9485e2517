import { PostgresAuditor } from '../../src/adapters/postgres/audit/audit.ts';
import { Chance } from './chance.ts';
import { differences } from './compare.ts';
import type { Payer } from './customers.ts';
import { registerCustomers } from './customers.ts';
import type { Result } from './figures.ts';
import { History } from './history.ts';
import { Kills } from './kills.ts';
import { welcomeNewcomers } from './newcomers.ts';
import { providerFaults } from './provider-faults.ts';
import { becomeQuiet } from './quiet.ts';
import { Takeovers } from './takeovers.ts';
import type { Harms } from './torment-database.ts';
import { noHarms, tormentDatabase } from './torment-database.ts';
import { tormentReplica } from './torment-replica.ts';
import { readBooks } from './truth.ts';
import { Turns } from './turns.ts';
import { Workload } from './workload.ts';
import { World } from './world.ts';

export interface TortureOptions {
  /** SIGKILLs of replicas. */
  readonly kills: number;
  readonly seed: string;
  /** For the database, the replicas' logs and what else is kept of a run. */
  readonly folder: string;
  /** How a replica is started. */
  readonly command: readonly [string, ...string[]];
  readonly say: (line: string) => void;
}

const REPLICAS = 3;
const HORIZON_SECONDS = 3600;

/** Kills and harms the service while clients use it, then compares what it believes with what really happened. */
export async function torture({ kills: wanted, seed, folder, command, say }: TortureOptions): Promise<Result> {
  const begun = Date.now();
  const chance = new Chance(seed);
  const kills = new Kills(wanted);
  const collapses: string[] = [];
  const world = await World.start({
    folder,
    replicas: REPLICAS,
    command,
    onPoint: (point) => kills.learn(point),
    onCollapse: (how) => collapses.push(how),
  });
  try {
    const history = new History();
    const harms = noHarms();
    const takeovers = new Takeovers(world.database, world.availability, world.time);
    takeovers.start();
    say(`${REPLICAS} replicas serve; logs are in ${folder}`);
    const customers = await registerCustomers(world);
    await rage(world, { customers, chance, history, kills, harms, say });
    await takeovers.stop();
    const taken = await takeovers.all();
    say(`${kills.total} kills; now nothing fails any more, and time passes`);
    // Replicas hear within a second that the clock was moved, not at the same moment: one alone never sees it go back.
    await Promise.all(world.replicas.slice(1).map((replica) => replica.kill()));
    await becomeQuiet(world.database, world.store, world.time);
    const books = await readBooks(world.database);
    const truth = {
      ...(await world.sandbox.truth()),
      payments: await world.store.listPayments(Number.MAX_SAFE_INTEGER),
    };
    const auditor = new PostgresAuditor({ url: world.database.url, horizonSeconds: HORIZON_SECONDS });
    return {
      seed,
      seconds: (Date.now() - begun) / 1000,
      kills,
      harms,
      cutCommits: world.proxy.cutCommits,
      failedStarts: world.replicas.reduce((sum, replica) => sum + replica.failedStarts, 0),
      history,
      books,
      truth,
      takeovers: taken,
      audit: await auditor.violations(),
      differences: [...differences(books, truth, history, customers), ...collapses],
    };
  } finally {
    await world.stop();
  }
}

interface Rage {
  readonly customers: readonly Payer[];
  readonly chance: Chance;
  readonly history: History;
  readonly kills: Kills;
  readonly harms: Harms;
  readonly say: (line: string) => void;
}

/** Until enough replicas have died; afterwards every replica serves, and every client has its answers. */
async function rage(world: World, { customers, chance, history, kills, harms, say }: Rage): Promise<void> {
  for (const rule of providerFaults(chance.of('provider'))) world.sandbox.faults.add(rule);
  const workload = new Workload({
    url: world.balancer.url,
    customers,
    history,
    chance: chance.of('clients'),
    thinkMs: 1200,
  });
  const peace = new AbortController();
  const database = tormentDatabase(world, chance.of('database'), peace.signal, harms);
  const newcomers = welcomeNewcomers(world.balancer.url, world.sandbox.url, peace.signal);
  const turns = new Turns(REPLICAS - 1);
  const progress = setInterval(() => say(`${kills.total} kills, ${history.keys.length} keys`), 10_000);
  try {
    await Promise.all(world.replicas.map((replica) => tormentReplica(replica, kills, turns, chance.of(replica.name))));
  } finally {
    clearInterval(progress);
    peace.abort();
    await Promise.all([database, newcomers]);
  }
  world.sandbox.faults.clear();
  await workload.stop();
}
