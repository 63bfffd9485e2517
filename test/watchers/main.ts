import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Customer } from '../support/customer.ts';
import { openForBusiness, registerCustomer } from '../support/customer.ts';
import { RedisServer } from '../support/redis-server.ts';
import { built } from '../torture/build.ts';
import { Chance } from '../torture/chance.ts';
import { World } from '../torture/world.ts';
import type { Ask } from './database.ts';
import { Ends, readCommitted } from './database.ts';
import { findingsOf, reportOf, violationsOf } from './findings.ts';
import { RedisKills } from './redis-kills.ts';
import { gentle, storm } from './storm.ts';

const CUSTOMERS = 10;

const { values } = parseArgs({
  options: {
    disconnects: { type: 'string', default: '10000' },
    calls: { type: 'string', default: '500' },
    replicas: { type: 'string', default: '3' },
    'redis-kills': { type: 'string', default: '0' },
    seed: { type: 'string', default: String(Date.now()) },
  },
});
const [disconnects, calls, replicas] = [values.disconnects, values.calls, values.replicas].map(Number) as [
  number,
  number,
  number,
];
const kills = Number(values['redis-kills']);

/**
 * `npm run watchers -- --disconnects 10000 --calls 500 --replicas 3 [--redis-kills 20]`: replicas in processes of their
 * own, and watchers who lose their connections at random moments; with kills, hints go by a Redis that dies meanwhile.
 * Exits with 1 where an end was missed, a version did not grow, or healing took too long.
 */
async function main(): Promise<void> {
  say(`seed ${values.seed}`);
  const folder = await mkdtemp(join(tmpdir(), 'zhuanxian-watchers-'));
  const command = await built('main');
  const redis = kills === 0 ? null : await RedisServer.start();
  const world = await World.start({
    ...{ folder, replicas, command, onPoint: () => undefined, onCollapse: say, isCalm: true },
    variables: {
      ...(redis === null ? {} : { REDIS_URL: redis.url }),
      ...{ SOCKETS_PER_PERSON: 'none', SOCKETS_PER_ADDRESS: 'none', SOCKETS_PER_SECOND: 'none' },
      ...{ COST_BUDGET: '1000000000', COST_REFILL: '1000000000' },
    },
  });
  try {
    const customers: Customer[] = [];
    for (let n = 0; n < CUSTOMERS; n++) customers.push(await registerCustomer(world.balancer.url, world.sandbox.url));
    await Promise.all(customers.map(openForBusiness));
    await rage(world, customers, redis);
  } finally {
    await world.stop();
    await redis?.kill();
  }
  if (redis !== null)
    say(`redis killed     ${kills} times; replicas were without hints ${await lostHints(folder)} times`);
  await rm(folder, { recursive: true, maxRetries: 3 });
}

async function rage(world: World, customers: readonly Customer[], redis: RedisServer | null): Promise<void> {
  const begun = Date.now();
  const ask: Ask = (sql, given) => world.database.ask(sql, given);
  const ends = new Ends(ask);
  const death = redis === null ? null : new RedisKills(redis, kills, disconnects, new Chance(values.seed, 'redis'));
  const result = await storm({
    ...{ urls: world.urls, customers, disconnects, calls, seed: values.seed, pace: gentle },
    onDisconnect: (count) => death?.at(count),
    callEnded: (call) => ends.of(call),
  });
  await death?.over();
  const findings = findingsOf(result, await readCommitted(ask));
  say(reportOf(findings));
  say(
    `in ${Math.round((Date.now() - begun) / 1000)} s, load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
  );
  const violations = violationsOf(findings);
  violations.forEach(say);
  if (violations.length > 0) process.exitCode = 1;
}

/** As the replicas' logs have it. */
async function lostHints(folder: string): Promise<number> {
  const logs = (await readdir(folder)).filter((name) => name.endsWith('.log'));
  const texts = await Promise.all(logs.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.join('').split('No hints between replicas').length - 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
