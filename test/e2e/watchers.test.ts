import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { figure } from '../support/figures.ts';
import { openForBusiness, registerCustomer } from '../support/customer.ts';
import { hasRedisServer, RedisServer } from '../support/redis-server.ts';
import type { TestService } from '../support/service.ts';
import { startTestService } from '../support/service.ts';
import { Chance } from '../torture/chance.ts';
import type { Ask } from '../watchers/database.ts';
import { Ends, readCommitted } from '../watchers/database.ts';
import type { Findings } from '../watchers/findings.ts';
import { findingsOf, reportOf } from '../watchers/findings.ts';
import { RedisKills } from '../watchers/redis-kills.ts';
import { brisk, storm } from '../watchers/storm.ts';

const RATE = 60;
const CALLS = figure(4, 500);
const DISCONNECTS = figure(60, 10_000);
const KILLS = figure(2, 20);

async function replicas(variables: NodeJS.ProcessEnv): Promise<readonly TestService[]> {
  const limits = { SOCKETS_PER_PERSON: 'none', SOCKETS_PER_ADDRESS: 'none', SOCKETS_PER_SECOND: 'none' };
  const given = { ...limits, RINGS_PER_CALLEE_PER_HOUR: 'none', COST_REFILL: '1000000000', ...variables };
  const first = await startTestService(RATE, given);
  onTestFinished(() => first.stop());
  const shared = { ...given, DATABASE_URL: first.databaseUrl, SANDBOX_URL: first.sandboxUrl };
  const others = [await startTestService(RATE, shared), await startTestService(RATE, shared)];
  onTestFinished(async () => {
    await Promise.all(others.map((other) => other.stop()));
  });
  return [first, ...others];
}

async function stormOver(variables: NodeJS.ProcessEnv, onDisconnect: (count: number) => void): Promise<Findings> {
  const services = await replicas(variables);
  const customer = await registerCustomer(services[0]!.url, services[0]!.sandboxUrl);
  await openForBusiness(customer);
  const pool = new pg.Pool({ connectionString: services[0]!.databaseUrl, max: 1 });
  const ask: Ask = async (sql, given) => (await pool.query(sql, [...(given ?? [])])).rows as never;
  const ends = new Ends(ask);
  const result = await storm({
    urls: services.map(({ url }) => url),
    customers: [customer],
    disconnects: DISCONNECTS,
    calls: CALLS,
    seed: 'sample',
    pace: brisk,
    onDisconnect,
    callEnded: (call) => ends.of(call),
  });
  const committed = await readCommitted(ask);
  await pool.end();
  return findingsOf(result, committed);
}

/** How soon, a busy machine cannot show in a few seconds: `npm run watchers` does. */
function expectNothingMissed(findings: Findings): void {
  const report = reportOf(findings);
  expect(findings.calls, report).toBeGreaterThanOrEqual(CALLS);
  expect(findings.disconnects, report).toBe(DISCONNECTS);
  expect(findings.lags.healed.length, report).toBeGreaterThan(0);
  const { missedEnds, complaints } = findings;
  expect({ missedEnds, complaints }, report).toEqual({ missedEnds: 0, complaints: [] });
}

it('Watchers of three replicas who lose their connections again and again miss no end, and see versions grow', async () => {
  expectNothingMissed(await stormOver({}, () => undefined));
}, 600_000);

it.skipIf(!hasRedisServer)(
  'So do those whose Redis is killed meanwhile (left out where redis-server is not installed)',
  async () => {
    const redis = await RedisServer.start();
    onTestFinished(() => redis.kill());
    const kills = new RedisKills(redis, KILLS, DISCONNECTS, new Chance('sample'));
    expectNothingMissed(await stormOver({ REDIS_URL: redis.url }, (count) => kills.at(count)));
    await kills.over();
    expect(kills.kills).toBe(KILLS);
  },
  600_000,
);
