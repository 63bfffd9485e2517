import type { Pool } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startScript } from '../../../src/adapters/sandbox/call/start-script.ts';
import { defaultSettings } from '../../../src/adapters/sandbox/settings.ts';
import { PostgresStore } from '../../../src/adapters/sandbox/store/postgres-store.ts';
import { postgresHome } from './stores.ts';

const now = new Date('2026-03-01T00:00:00Z');
const leaseMs = 60_000;
const sessionOf = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
let home: Awaited<ReturnType<typeof postgresHome>>;
let slowConnection: Pool;
let slow: PostgresStore;
let quick: PostgresStore;

beforeEach(async () => {
  home = await postgresHome();
  // One connection, so that a BEGIN holds for what the store does next.
  slowConnection = home.pool(1);
  slow = new PostgresStore(slowConnection);
  quick = new PostgresStore(home.pool(1));
  await slow.prepare();
  const app = { appKey: 'key', appSecret: 'secret', replacedSecret: null, accid: 'alice', callbackUrl: 'http://one/' };
  await slow.saveApp(app);
  for (let index = 0; index < 3; index++) {
    const { callees } = startScript(['13800000061'], defaultSettings);
    const identity = { kind: 'CALL', session: sessionOf(index), appKey: 'key', accid: 'alice' } as const;
    await slow.addCall({ ...identity, caller: '13900000001', callees, maxDur: 60, startedAt: now }, [now], 0);
  }
});

afterEach(() => home.close());

const sessions = (deliveries: readonly { session: string }[]): string[] =>
  deliveries.map(({ session }) => session).sort();

test('a claimant takes what another has not taken, without waiting for its commit', async () => {
  await slowConnection.query('BEGIN');
  const first = await slow.claimDue(now, 2, leaseMs);
  const second = await quick.claimDue(now, 2, leaseMs);
  await slowConnection.query('COMMIT');
  expect(first).toHaveLength(2);
  expect(sessions([...first, ...second])).toEqual([0, 1, 2].map(sessionOf));
  expect(await quick.claimDue(now, 10, leaseMs)).toEqual([]);
});

test('a claim that was never committed is free again', async () => {
  await slowConnection.query('BEGIN');
  await slow.claimDue(now, 3, leaseMs);
  await slowConnection.query('ROLLBACK');
  expect(await quick.claimDue(now, 10, leaseMs)).toMatchObject([{ attempts: 1 }, { attempts: 1 }, { attempts: 1 }]);
});

test('a server that creates the schema waits for another that is creating it', async () => {
  await home.pool(1).query('DROP SCHEMA sandbox CASCADE');
  await slowConnection.query('BEGIN');
  await slow.prepare();
  let done = false;
  const second = quick.prepare().then(() => (done = true));
  const blocked = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event = 'advisory'`;
  const observer = home.pool(1);
  await expect.poll(async () => (await observer.query<{ n: number }>(blocked)).rows[0]?.n).toBe(1);
  expect(done).toBe(false);
  await slowConnection.query('COMMIT');
  await second;
  expect(await quick.listCalls({}, 10)).toEqual([]);
});
