import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import type { OperatorReads } from '../../../src/application/ports/operator-reads.ts';
import type { Page, Place } from '../../../src/application/ports/reads.ts';
import { resolveUnconfirmed } from '../../../src/domain/operator-decision.ts';
import type { Call } from '../../../src/domain/call.ts';
import { Transfer } from '../../../src/domain/ledger.ts';
import { Money } from '../../../src/domain/money.ts';
import type { AccountId, AppId, CallId, OperatorId } from '../../../src/domain/ids.ts';
import { anApp, openAccount } from '../../contracts/account-harness.ts';
import * as a from '../../support/a.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

let database: TestDatabase;
let postgres: Postgres;
const accounts = [randomUUID() as AccountId, randomUUID() as AccountId] as const;
const apps = new Map<AccountId, AppId>();

beforeAll(async () => {
  database = await createDatabase();
  postgres = await open(database.url);
  for (const account of accounts) {
    await openAccount(postgres.accounts, account, 1000_00);
    const app = anApp(account);
    apps.set(account, app.id);
    await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { app } }));
  }
});
afterAll(async () => {
  await postgres.close();
  await database.drop();
});

async function place(account: AccountId, seconds: number): Promise<Call> {
  const ordered = { id: randomUUID() as CallId, account, app: apps.get(account)!, placedAt: a.after(seconds) };
  const call = a.unconfirmedCall(ordered);
  await postgres.accounts.decide(account, {}, (facts) => ({
    answer: undefined,
    saves: { account: facts.account.reserve(call.order.reservation), call },
  }));
  return call;
}

async function reading<T>(work: (reads: OperatorReads) => Promise<T>): Promise<T> {
  const reads = postgres.operatorReads.open();
  try {
    return await work(reads);
  } finally {
    await reads.close();
  }
}

async function all<Item>(turn: (reads: OperatorReads, after: Place | null) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for (let after: Place | null = null; ;) {
    const page: Page<Item> = await reading((reads) => turn(reads, after));
    items.push(...page.items.map(({ item }) => item));
    if (!page.hasNext) return items;
    after = page.items.at(-1)!;
  }
}

const name = (id: AccountId) => ({ id, name: '专线测试公司' });
const page = { first: 100, after: null };

it('lists UNCONFIRMED calls of all accounts, newest first, until they are resolved', async () => {
  const calls: Call[] = [];
  for (let n = 0; n < 7; n++) calls.push(await place(accounts[n % 2]!, Math.floor(n / 3)));
  const turned = await all((reads, after) => reads.unconfirmedCalls({ first: 2, after }));
  expect(turned.map(({ call }) => call.id).sort()).toEqual(calls.map(({ id }) => id).sort());
  expect(turned.map(({ call }) => call.order.placedAt)).toEqual([2, 1, 1, 1, 0, 0, 0].map((n) => a.after(n)));
  expect(turned.map(({ account }) => account)).toEqual(turned.map(({ call }) => name(call.order.account)));
  expect(turned.find(({ call }) => call.id === calls[0]!.id)?.call).toEqual(calls[0]);
  for (const call of calls) {
    await postgres.accounts.decide(call.order.account, { call: call.id }, (facts) => {
      const verdict = { kind: 'VOID' } as const;
      const { transfers, ...saves } = resolveUnconfirmed(facts.account, facts.call, verdict, null, call.order.deadline);
      return { answer: undefined, saves, transfers: transfers ?? [] };
    });
  }
  expect(await all((reads, after) => reads.unconfirmedCalls({ first: 2, after }))).toEqual([]);
});

it('lists among them what a person was called for because the provider cannot tell its end', async () => {
  const [account] = accounts;
  const ordered = { account, app: apps.get(account)! };
  const save = (call: Call, kinds: readonly ('CALL_OVERDUE' | 'LATE_CHARGE')[]): Promise<void> =>
    postgres.accounts.decide(account, {}, (facts) => ({
      answer: undefined,
      saves: {
        account: facts.account.reserve(call.order.reservation),
        call,
        alarms: kinds.map((kind) => ({ kind, subject: call.id, openedAt: a.noon })),
      },
    }));
  const open = (session: string): Call =>
    a.openCall({ session: session as never }, { ...ordered, id: randomUUID() as CallId });
  const [overdue, quiet, other] = [open('overdue'), open('quiet'), open('other')];
  await save(overdue, ['CALL_OVERDUE']);
  await save(quiet, []);
  await save(other, ['LATE_CHARGE']);
  const listed = (): Promise<string[]> =>
    all((reads, after) => reads.unconfirmedCalls({ first: 2, after })).then((calls) =>
      calls.map(({ call }) => call.id),
    );
  expect(await listed()).toEqual([overdue.id]);
  await postgres.accounts.decide(account, { call: overdue.id }, (facts) => {
    const verdict = { kind: 'VOID' } as const;
    const { deadline } = overdue.order;
    const { transfers, ...saves } = resolveUnconfirmed(facts.account, facts.call, verdict, null, deadline);
    return { answer: undefined, saves, transfers: transfers ?? [] };
  });
  expect(await listed()).toEqual([]);
});

it('lists discrepancies with the call that was settled, and a page of many with few questions', async () => {
  const told: string[] = [];
  for (const [index, account] of [...accounts, ...accounts].entries()) {
    const call = a.settledByOperator({ id: randomUUID() as CallId, account, app: apps.get(account)! });
    const seconds = { settledSeconds: 61, reportedSeconds: 70 + index };
    const discrepancy = { call: call.id, ...seconds, source: 'QUERY', openedAt: a.after(index) } as const;
    told.unshift(call.id);
    await postgres.accounts.decide(account, {}, () => ({
      answer: undefined,
      saves: { call, discrepancies: [discrepancy] },
    }));
  }
  const listed = await all((reads, after) => reads.discrepancies(null, { first: 3, after }));
  expect(listed.map(({ call }) => call.id)).toEqual(told);
  expect(listed[0]).toMatchObject({
    account: name(accounts[1]),
    call: { status: 'COMPLETED', order: { caller: a.caller, callee: a.callee } },
    discrepancy: { settledSeconds: 61, reportedSeconds: 73, source: 'QUERY', openedAt: a.after(3) },
  });
});

it('lists discrepancies that wait apart from those that were decided about', async () => {
  const before = await all((reads, after) => reads.discrepancies(true, { first: 3, after }));
  const { call, discrepancy } = before[0]!;
  const resolution = { decision: 'CLOSE', difference: Money.zero, at: a.after(100) } as const;
  await postgres.accounts.decide(call.order.account, {}, () => ({
    answer: undefined,
    saves: { resolvedDiscrepancy: { ...discrepancy, resolution } },
  }));
  const waiting = await all((reads, after) => reads.discrepancies(true, { first: 3, after }));
  expect(waiting).toHaveLength(before.length - 1);
  const decided = await all((reads, after) => reads.discrepancies(false, { first: 3, after }));
  expect(decided.map((one) => one.discrepancy)).toEqual([{ ...discrepancy, resolution }]);
});

it('lists what is in suspense per call, less what was collected, until nothing is left', async () => {
  const post = (account: AccountId, transfers: readonly Transfer[], call?: Call) =>
    postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: call ? { call } : {}, transfers }));
  const missing: string[] = [];
  for (const account of [...accounts, ...accounts]) {
    const call = a.settledByOperator({ id: randomUUID() as CallId, account, app: apps.get(account)! });
    missing.push(call.id);
    await post(
      account,
      Transfer.charge('CALL_CHARGE', call.id, Money.zero, Money.fen(24), { at: a.noon, adjusts: null }),
      call,
    );
  }
  const writeOff = (fen: number) => {
    const cause = { subject: randomUUID(), at: a.noon, call: missing[0]! };
    return post(accounts[0], Transfer.some('SHORTFALL_WRITTEN_OFF', Money.fen(fen), cause));
  };
  const listed = () => all((reads, after) => reads.suspense({ first: 3, after }));
  await writeOff(14);
  const found = await listed();
  expect(found.map(({ call }) => call.id).toSorted()).toEqual(missing.toSorted());
  const part = found.find(({ call }) => call.id === missing[0])!;
  expect([part.account, part.amount]).toEqual([name(accounts[0]), Money.fen(10)]);
  await writeOff(10);
  expect((await listed()).map(({ call }) => call.id)).not.toContain(missing[0]);
});

it('lists parked callbacks, with their bytes, until they are matched', async () => {
  const body = Uint8Array.of(0x7b, 0xff, 0x7d);
  for (const [index, account] of accounts.entries()) {
    const app = apps.get(account)!;
    const parked = a.storedCallback({ app, bodyHash: `p${index}`, body, receivedAt: a.after(index) });
    const odd = { ...parked, bodyHash: `q${index}`, report: null, reason: 'NOT_UNDERSTOOD' } as const;
    const done = { ...parked, bodyHash: `m${index}`, state: 'DUPLICATE', reason: null } as const;
    await postgres.accounts.decide(account, {}, () => ({
      answer: undefined,
      saves: { callbacks: [parked, odd, { ...done, receivedAt: a.after(9) }] },
    }));
  }
  const listed = await all((reads, after) => reads.parkedCallbacks({ first: 1, after }));
  expect(listed.map(({ callback }) => callback.bodyHash.at(1))).toEqual(['1', '1', '0', '0']);
  const one = listed.find(({ callback }) => callback.bodyHash === 'p1');
  expect(one?.callback).toEqual(
    a.storedCallback({ app: apps.get(accounts[1])!, bodyHash: 'p1', body, receivedAt: a.after(1) }),
  );
  expect(one?.account).toEqual(name(accounts[1]));
});

it('lists alarms by kind and by whether they are open, also those of no account', async () => {
  const [account] = accounts;
  const alarm = (subject: string, at: number) => ({ kind: 'CALLBACK_PARKED', subject, openedAt: a.after(at) }) as const;
  const alarms = [alarm('x', 1), alarm('y', 2), { ...alarm('z', 3), kind: 'SHORTFALL', detail: '差额' } as const];
  await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { alarms } }));
  const closedAlarms = [{ kind: 'CALLBACK_PARKED', subject: 'x' }] as const;
  await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { closedAlarms } }));
  await postgres.alarms.open('PROVIDER_EMPTY', 'netease');
  const subjects = async (filter: Parameters<OperatorReads['alarms']>[0]): Promise<readonly string[]> => {
    const { items } = await reading((reads) => reads.alarms(filter, page));
    return items.map(({ item }) => item.alarm.subject).filter((subject) => 'xyznetease'.includes(subject));
  };
  expect((await subjects({})).toSorted()).toEqual(['netease', 'x', 'y', 'z']);
  expect(await subjects({ kind: 'CALLBACK_PARKED' })).toEqual(['y', 'x']);
  expect(await subjects({ kind: 'CALLBACK_PARKED', open: true })).toEqual(['y']);
  expect(await subjects({ open: false })).toEqual(['x']);
  const told = await reading((reads) => reads.alarms({ kind: 'SHORTFALL' }, page));
  expect(told.items.map(({ item }) => item.alarm)).toEqual([alarms[2]]);
  const { items } = await reading((reads) => reads.alarms({ kind: 'PROVIDER_EMPTY' }, page));
  expect(items.map(({ item }) => [item.account, item.closedAt])).toEqual([[null, null]]);
});

it('shows one moment, from its first question on', async () => {
  const reads = postgres.operatorReads.open();
  const before = await reads.unconfirmedCalls(page);
  await place(accounts[0], 100);
  expect(await reads.unconfirmedCalls(page)).toEqual(before);
  await reads.close();
  expect((await reading((later) => later.unconfirmedCalls(page))).items).toHaveLength(before.items.length + 1);
});

it('keeps the trail of what operators did, of the account that was decided on', async () => {
  const operator = { id: randomUUID() as OperatorId, email: 'li@example.cn', passwordHash: '$', createdAt: a.noon };
  await postgres.operators.add(operator);
  const call = await place(accounts[0], 200);
  const action = a.operatorAction({ operator: operator.id, account: accounts[0], subject: call.id });
  await postgres.accounts.decide(accounts[0], {}, () => ({ answer: undefined, saves: { action } }));
  const foreign = postgres.accounts.decide(accounts[1], {}, () => ({ answer: undefined, saves: { action } }));
  await expect(foreign).rejects.toThrow('belongs to its account');
  const { rows } = await administer((client) => client.query('SELECT * FROM operator_action'), database.url);
  const { reason, details, at } = action;
  expect(rows).toEqual([
    {
      id: expect.any(String) as unknown,
      operator_id: operator.id,
      account_id: accounts[0],
      subject: call.id,
      action: 'RESOLVE_CALL',
      reason,
      details,
      at,
    },
  ]);
});
