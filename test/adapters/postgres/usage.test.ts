import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import type { Value } from '../../../src/adapters/postgres/statements.ts';
import { usage } from '../../../src/adapters/postgres/usage.ts';
import { shanghaiDay } from '../../../src/domain/day.ts';
import type { AccountId, CallId, ProviderSession } from '../../../src/domain/ids.ts';
import type { CallLimits } from '../../../src/domain/limits.ts';
import { Money } from '../../../src/domain/money.ts';
import type { AccountLimits } from '../../../src/domain/own-limits.ts';
import { asConfigured } from '../../../src/domain/own-limits.ts';
import { anApp, openAccount } from '../../contracts/account-harness.ts';
import * as a from '../../support/a.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { noCallLimits } from '../../support/limits.ts';
import { open } from '../../support/postgres.ts';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly PlanNode[];
}

let database: TestDatabase;
let postgres: Postgres;
const account = randomUUID() as AccountId;
const app = anApp(account);

beforeAll(async () => {
  database = await createDatabase();
  postgres = await open(database.url);
  await openAccount(postgres.accounts, account, 1000_00);
  await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { app } }));
  for (let n = 0; n < 60; n++) {
    const call = a.unconfirmedCall({ account, app: app.id, id: randomUUID() as CallId, deadline: a.after(400 + n) });
    await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { call } }));
  }
  for (let n = 0; n < 60; n++) {
    const [id, session] = [randomUUID() as CallId, randomUUID() as ProviderSession];
    const placed = a.placingConference({ account, app: app.id, id, placedAt: a.after(-(10 + n) * 86_400) });
    await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { call: placed } }));
    const told = placed.accepted(session, placed.order.placedAt);
    const ended = told.settled(a.conferenceReport({ session }), Money.zero, told.order.deadline, told.order.deadline);
    await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { call: ended } }));
  }
});
afterAll(async () => {
  await postgres.close();
  await database.drop();
});

/** How many rows each scan of the lookup brought to light, but for the account's and the app's own. */
async function rowsScanned(limits: Partial<CallLimits>): Promise<readonly number[]> {
  return rowsOf(scans(await planOf(limits)));
}

function rowsOf(nodes: readonly PlanNode[]): readonly number[] {
  return nodes.map((node) => node['Actual Rows'] * node['Actual Loops']);
}

async function planOf(limits: Partial<CallLimits>): Promise<PlanNode> {
  const day = shanghaiDay(a.noon);
  const key = { app: app.id, callees: [a.callee.digits], limits: { ...noCallLimits, ...limits }, day };
  const { text, values } = usage.ask(account, key);
  return administer(async (client) => {
    // As a connection plans it that has asked a few times: for whatever values may come.
    await client.query('SET plan_cache_mode = force_generic_plan');
    await client.query(`PREPARE lookup AS ${text}`);
    const literals = values.map((value) => (value === null ? 'NULL' : client.escapeLiteral(textOf(value))));
    const { rows } = await client.query<{ 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE lookup (${literals.join(', ')})`,
    );
    return rows[0]!['QUERY PLAN'][0].Plan;
  }, database.url);
}

function textOf(value: Value): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

function scans(node: PlanNode): readonly PlanNode[] {
  const { 'Node Type': type, 'Relation Name': table = '' } = node;
  // A function's scan is of what was asked about.
  const own = /(?<!Function )Scan/.test(type) && !['account', 'app'].includes(table) ? [node] : [];
  return [...own, ...(node.Plans ?? []).flatMap(scans)];
}

/** What operators set for the account and the app, which have the same number of calls. */
async function limit(limits: Partial<AccountLimits>): Promise<void> {
  await postgres.accounts.decide(account, { app: app.id }, (facts) => ({
    answer: undefined,
    saves: {
      account: facts.account.limit({ ...asConfigured, ...limits }),
      app: facts.app.limit(facts.app.limits, facts.app.conferences, limits.callsAtOnce ?? null),
    },
  }));
}

const limits = { callsAtOncePerAccount: 7, callsAtOncePerApp: 5, spendPerDay: Money.fen(1), coolDownSeconds: 60 };
const most = (rows: readonly number[]): readonly number[] => [...rows].sort((one, other) => other - one).slice(0, 3);

it('reads no call where nothing is limited', async () => {
  const rows = await rowsScanned({});
  expect(rows.length).toBeGreaterThan(3);
  expect(rows.every((count) => count === 0)).toBe(true);
});

it('reads as many calls as may be alive at once, however many wait for news', async () => {
  expect(most(await rowsScanned(limits))).toEqual([7, 5, 0]);
});

it('reads no conference of a number that was placed long before its cool-down', async () => {
  const invitations = async (coolDownSeconds: number): Promise<readonly number[]> =>
    rowsOf(scans(await planOf({ coolDownSeconds })).filter((node) => node['Relation Name'] === 'participant'));
  expect(await invitations(60)).toEqual([0]);
  expect(await invitations(10 * 86_400)).toEqual([3]);
});

it('reads as many as the own limit says, and none where that says that there is none', async () => {
  await limit({ callsAtOnce: 9 });
  expect(most(await rowsScanned(limits))).toEqual([9, 9, 0]);
  await limit({ callsAtOnce: 'NONE', spendPerDay: 'NONE', coolDownSeconds: 0 });
  const rows = await rowsScanned(limits);
  expect(rows.every((count) => count === 0)).toBe(true);
});
