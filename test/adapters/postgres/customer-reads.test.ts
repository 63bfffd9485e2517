import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callSearch } from '../../../src/adapters/postgres/call-search.ts';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import type { AccountSearch, CallSearch, CustomerReads } from '../../../src/application/ports/customer-reads.ts';
import type { Place } from '../../../src/application/ports/reads.ts';
import type { Call } from '../../../src/domain/call.ts';
import type { AccountId, CallId, MemberId, OperatorId, ProviderSession } from '../../../src/domain/ids.ts';
import { PhoneNumber } from '../../../src/domain/phone-number.ts';
import { anApp } from '../../contracts/account-harness.ts';
import * as a from '../../support/a.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

let database: TestDatabase;
let postgres: Postgres;
const [one, two] = [randomUUID() as AccountId, randomUUID() as AccountId];
const apps = [anApp(one), anApp(two)];
const rare = PhoneNumber.restore('13911112222');
const calls: Call[] = [];

beforeAll(async () => {
  database = await createDatabase();
  postgres = await open(database.url);
  const people = [
    { id: one, company: '100% Wang_', mobile: '13900000001' },
    { id: two, company: 'Lilac GmbH', mobile: '13900000002' },
  ];
  for (const [index, { id, company, mobile }] of people.entries()) {
    const ids = { id: randomUUID() as MemberId, account: id, email: `boss-${index}@example.cn` };
    const createdAt = a.after(index);
    const account = a.account({ id, balance: 0, name: company, createdAt });
    await postgres.accounts.open(account, a.member({ ...ids, mobile: PhoneNumber.restore(mobile) }));
    await postgres.accounts.decide(id, {}, () => ({ answer: undefined, saves: { app: apps[index]! } }));
  }
  for (let n = 0; n < 120; n++) await place(n);
  await administer((client) => client.query('ANALYZE'), database.url);
});
afterAll(async () => {
  await postgres.close();
  await database.drop();
});

/** Every fortieth with the rare number, on either side and for either account. */
async function place(n: number): Promise<void> {
  const { id: app, account } = apps[n % 3 === 0 ? 0 : 1]!;
  const numbers = [{ caller: rare }, {}, { callee: rare }];
  const given = n % 40 === 0 ? numbers[(n / 40) % 3] : { callee: PhoneNumber.restore(String(13_700_000_000 + n)) };
  const order = { id: randomUUID() as CallId, account, app, placedAt: a.after(n), deadline: a.after(n + 390) };
  const session = `session ${n}` as ProviderSession;
  const call = a.openCall({ session }, { ...order, reference: n % 60 === 0 ? 'K-17' : null, ...given });
  calls.push(call);
  await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { call } }));
}

async function reading<T>(work: (reads: CustomerReads) => Promise<T>): Promise<T> {
  const reads = postgres.operatorReads.open();
  try {
    return await work(reads);
  } finally {
    await reads.close();
  }
}

const found = async (search: CallSearch): Promise<readonly number[]> => {
  const numbers: number[] = [];
  for (let after: Place | null = null; ;) {
    const page = await reading((reads) => reads.calls(search, { first: 2, after }));
    numbers.push(...page.items.map(({ item }) => calls.findIndex(({ id }) => id === item.call.id)));
    if (!page.hasNext) return numbers;
    after = page.items.at(-1)!;
  }
};

const names = async (search: AccountSearch): Promise<readonly string[]> => {
  const { items } = await reading((reads) => reads.accounts(search, { first: 10, after: null }));
  return items.map(({ item }) => item.name);
};

it('finds calls of all accounts, newest first, page by page', async () => {
  expect(await found({ number: rare.digits })).toEqual([80, 0]);
  expect(await found({ reference: 'K-17' })).toEqual([60, 0]);
  expect(await found({ session: 'session 7' })).toEqual([7]);
  expect(await found({ number: rare.digits, account: one })).toEqual([0]);
  expect(await found({ number: rare.digits, to: a.after(80) })).toEqual([0]);
  expect(await found({ from: a.after(117) })).toEqual([119, 118, 117]);
  expect(await found({ account: two, from: a.after(117) })).toEqual([119, 118]);
  expect(await found({ status: 'COMPLETED' })).toEqual([]);
  expect(await found({ number: '1\u0000', reference: '\u0000' })).toEqual([]);
});

it('finds conferences by whoever takes part, once', async () => {
  const [guest, host] = [PhoneNumber.restore('13755550001'), PhoneNumber.restore('13755550002')];
  const { id: app, account } = apps[0]!;
  const order = {
    id: randomUUID() as CallId,
    account,
    app,
    caller: host,
    callees: [guest, a.callee],
    placedAt: a.after(-1),
  };
  const call = a.placingConference(order);
  await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { call } }));
  for (const { digits: number } of [guest, host]) {
    const { items } = await reading((reads) => reads.calls({ number }, { first: 5, after: null }));
    expect(items.map(({ item }) => item.call)).toEqual([call]);
  }
});

it('tells whose a call is', async () => {
  const { items } = await reading((reads) => reads.calls({ session: 'session 1' }, { first: 1, after: null }));
  expect(items[0]?.item).toEqual({ account: { id: two, name: 'Lilac GmbH' }, call: calls[1] });
});

it('finds accounts by a part of the name, a member, or how they stand', async () => {
  expect(await names({})).toEqual(['Lilac GmbH', '100% Wang_']);
  expect(await names({ company: 'lac g' })).toEqual(['Lilac GmbH']);
  expect(await names({ company: '0%' })).toEqual(['100% Wang_']);
  expect(await names({ company: '_a' })).toEqual([]);
  expect(await names({ company: '\u0000' })).toEqual([]);
  expect(await names({ email: 'boss-0@example.cn' })).toEqual(['100% Wang_']);
  expect(await names({ mobile: '13900000002' })).toEqual(['Lilac GmbH']);
  expect(await names({ mobile: '1390000000' })).toEqual([]);
  expect(await names({ status: 'CLOSED' })).toEqual([]);
});

it('tells of an account, its apps and its people no more than operators may know', async () => {
  const app = apps[0]!.limit(apps[0]!.limits, apps[0]!.conferences, 7).stopByProvider(a.noon);
  await postgres.accounts.decide(one, {}, () => ({ answer: undefined, saves: { app } }));
  const [account, ownApps, members, nobody] = await reading((reads) =>
    Promise.all([reads.account(one), reads.appsOf(one), reads.membersOf(one), reads.account(a.accountId)]),
  );
  expect(account).toMatchObject({ id: one, name: '100% Wang_', standing: { status: 'ACTIVE' } });
  const { id, name, appKey, accid, limits, conferences, createdAt } = app;
  const known = {
    id,
    account: one,
    name,
    appKey,
    accid,
    serviceState: 'ENABLED',
    suspension: null,
    limits,
    conferences,
    callsAtOnce: 7,
    stoppedByProvider: a.noon,
    createdAt,
  };
  expect(ownApps).toEqual([known]);
  expect(members).toMatchObject([{ email: 'boss-0@example.cn', role: 'OWNER' }]);
  expect(Object.keys(members[0]!).sort()).toEqual(['createdAt', 'email', 'id', 'removedAt', 'role']);
  expect(nobody).toBeNull();
});

it('reads the trail: of an account, of an operator, of a kind', async () => {
  const operators = [randomUUID() as OperatorId, randomUUID() as OperatorId];
  for (const id of operators) {
    await postgres.operators.add({ id, email: `${id}@example.cn`, passwordHash: 'x', createdAt: a.noon });
  }
  const [first, second] = operators as [OperatorId, OperatorId];
  const actions = [
    a.operatorAction({ operator: first, account: one, at: a.after(1) }),
    a.operatorAction({ operator: second, account: one, at: a.after(2), action: 'CLOSE_ACCOUNT' }),
    a.operatorAction({ operator: second, account: two, at: a.after(3), action: 'CLOSE_ACCOUNT', details: {} }),
  ];
  for (const action of actions) {
    await postgres.accounts.decide(action.account, {}, () => ({ answer: undefined, saves: { action } }));
  }
  const read = async (filter: Parameters<CustomerReads['actions']>[0]) => {
    const { items } = await reading((reads) => reads.actions(filter, { first: 10, after: null }));
    return items.map(({ item }) => item);
  };
  expect((await read({})).map(({ action }) => action)).toEqual([...actions].reverse());
  expect((await read({ account: one })).map(({ action }) => action)).toEqual([actions[1], actions[0]]);
  expect((await read({ operator: first })).map(({ email }) => email)).toEqual([`${first}@example.cn`]);
  expect((await read({ action: 'CLOSE_ACCOUNT', account: one })).map(({ action }) => action)).toEqual([actions[1]]);
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly PlanNode[];
}

const scans = (node: PlanNode): readonly PlanNode[] => [
  ...(node['Node Type'].includes('Scan') && node['Node Type'] !== 'Subquery Scan' ? [node] : []),
  ...(node.Plans ?? []).flatMap(scans),
];

it.each<[string, CallSearch, number]>([
  ['a number', { number: rare.digits }, 2],
  ['a session', { session: 'session 7' }, 1],
  ['a reference', { reference: 'K-17' }, 2],
  ['nothing', {}, 3],
])('reads, for a search by %s, no more than a page from indexes', async (_, search, rows) => {
  const { sql, values } = callSearch(search, { first: 2, after: null });
  const plan = await administer(async (client) => {
    // What is small is read whole by preference; a table of millions is not.
    await client.query('SET enable_seqscan = off; SET enable_bitmapscan = off');
    const { rows: answer } = await client.query<{ 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
      [...values],
    );
    return answer[0]!['QUERY PLAN'][0].Plan;
  }, database.url);
  const nodes = scans(plan);
  expect(nodes.map((node) => node['Node Type']).every((type) => type.includes('Index'))).toBe(true);
  expect(nodes.reduce((sum, node) => sum + node['Actual Rows'] * node['Actual Loops'], 0)).toBeLessThanOrEqual(rows);
  expect(nodes.every((node) => !('Filter' in node))).toBe(true);
});
