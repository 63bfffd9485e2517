import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import type { AccountReads, Page, Place } from '../../../src/application/ports/reads.ts';
import type { Call, CallOrder } from '../../../src/domain/call.ts';
import type { AccountId, AppId, CallId, PaymentReference, TopUpId } from '../../../src/domain/ids.ts';
import { Transfer } from '../../../src/domain/ledger.ts';
import { Money } from '../../../src/domain/money.ts';
import { settle } from '../../../src/domain/settlement.ts';
import { TopUp } from '../../../src/domain/top-up.ts';
import { anApp, openAccount } from '../../contracts/account-harness.ts';
import * as a from '../../support/a.ts';
import type { TestDatabase } from '../../support/database.ts';
import { createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

let database: TestDatabase;
let postgres: Postgres;
let account: AccountId;
let app: AppId;

beforeAll(async () => {
  database = await createDatabase();
  // One connection: a view that kept it would stop the next one for ever.
  postgres = await open(database.url, { poolSizes: { members: 1, writers: 2, doormen: 1 } });
});
afterAll(async () => {
  await postgres.close();
  await database.drop();
});
beforeEach(async () => {
  account = randomUUID() as AccountId;
  await openAccount(postgres.accounts, account, 1000_00);
  const own = anApp(account);
  app = own.id;
  await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { app: own } }));
});

async function place(ordered: Partial<CallOrder> = {}): Promise<Call> {
  const call = a.unconfirmedCall({ id: randomUUID() as CallId, account, app, ...ordered });
  await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { call } }));
  return call;
}

async function reading<T>(work: (reads: AccountReads) => Promise<T>, of = account): Promise<T> {
  const reads = postgres.reads.open(of);
  try {
    return await work(reads);
  } finally {
    await reads.close();
  }
}

async function all<Item>(turn: (after: Place | null) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for (let after: Place | null = null; ;) {
    const page: Page<Item> = await turn(after);
    items.push(...page.items.map(({ item }) => item));
    if (!page.hasNext) return items;
    after = page.items.at(-1)!;
  }
}

it('turns pages of calls without loss or repeat, many placed at one time, while new ones come in', async () => {
  const placed: Call[] = [];
  for (let n = 0; n < 23; n++) placed.push(await place({ placedAt: a.after(Math.floor(n / 8)) }));
  const seen = await all(async (after) => {
    const page = await reading((reads) => reads.calls({}, { first: 4, after }));
    await place({ placedAt: a.after(100) });
    return page;
  });
  expect(seen.map(({ id }) => id).sort()).toEqual(placed.map(({ id }) => id).sort());
  const times = seen.map(({ order }) => order.placedAt.getTime());
  expect(times).toEqual([...times].sort((x, y) => y - x));
});

it('filters calls by time, app, number and reference', async () => {
  const call = await place({ reference: '订单 7', placedAt: a.after(10) });
  await place({ caller: a.callee, callee: a.caller, placedAt: a.after(20) });
  const find = async (filter: Parameters<AccountReads['calls']>[0]): Promise<readonly string[]> => {
    const page = await reading((reads) => reads.calls(filter, { first: 10, after: null }));
    return page.items.map(({ id }) => id);
  };
  expect(await find({ caller: a.caller.digits, callee: a.callee.digits, app })).toEqual([call.id]);
  expect(await find({ from: a.after(10), to: a.after(20) })).toEqual([call.id]);
  expect(await find({ reference: '订单 7' })).toEqual([call.id]);
  expect(await find({ reference: '\u0000' })).toEqual([]);
  expect(await find({ app: 'no uuid' as AppId })).toEqual([]);
  expect(await find({})).toHaveLength(2);
});

it('reads the ledger newest first, with the balance after each posting, in one moment too', async () => {
  const topUp = TopUp.request(randomUUID() as TopUpId, account, Money.fen(1000_00), a.noon);
  const paid = topUp.paid(randomUUID() as PaymentReference, a.noon);
  await postgres.accounts.decide(account, {}, (facts) => ({
    answer: undefined,
    saves: { account: facts.account.credit(topUp.amount), topUp: paid },
    transfers: [Transfer.topUp(topUp.id, topUp.amount, a.noon)],
  }));
  const charged: string[] = [];
  for (let n = 0; n < 5; n++) {
    const session = `s${n}` as never;
    const call = a.openCall({ session }, { id: randomUUID() as CallId, account, app });
    charged.push(call.id);
    await postgres.accounts.decide(account, {}, (facts) => {
      const before = facts.account.reserve(call.order.reservation);
      const { transfers, ...saves } = settle(before, call, a.report({ session }), facts.now);
      return { answer: undefined, saves, transfers: transfers ?? [] };
    });
  }
  const entries = await all((after) => reading((reads) => reads.ledger({ first: 2, after })));
  const subjects = entries.slice(0, 6).map(({ subject }) => subject);
  expect(subjects).toEqual([...charged.reverse(), topUp.id]);
  expect(entries.slice(0, 6).map(({ about }) => about?.id ?? null)).toEqual([...charged, null]);
  expect(entries[0]?.about).toMatchObject({ kind: 'CALL', caller: a.caller.digits, callees: [a.callee.digits] });
  expect(entries[0]?.amount).toEqual(Money.fen(-24));
  expect(entries.map(({ balanceAfter }) => balanceAfter.fen)).toEqual([
    ...[199880n, 199904n, 199928n, 199952n, 199976n, 200000n, 100000n],
  ]);
  const topUps = await reading((reads) => reads.topUps({ first: 10, after: null }));
  expect(topUps.items.map(({ item }) => item)).toEqual([paid]);
});

it('shows one moment, from its first question on', async () => {
  const reads = postgres.reads.open(account);
  const before = await reads.account();
  const call = await place();
  expect(await reads.call(call.id)).toBeNull();
  expect(await reads.account()).toEqual(before);
  await reads.close();
  expect(await reading((later) => later.call(call.id))).toEqual(call);
});

it('shows nothing of another account, and tells that it is not there', async () => {
  const call = await place();
  const other = randomUUID() as AccountId;
  await openAccount(postgres.accounts, other, 0);
  await reading(async (reads) => {
    expect(await reads.call(call.id)).toBeNull();
    expect(await reads.app(app)).toBeNull();
    expect(await reads.apps()).toEqual([]);
    expect((await reads.calls({}, { first: 10, after: null })).items).toEqual([]);
    expect((await reads.cursor(call.id)).subject).toBe(0n);
  }, other);
  const nobody = reading((reads) => reads.account(), randomUUID() as AccountId);
  await expect(nobody).rejects.toMatchObject({ rejection: { code: 'NOT_FOUND', what: 'ACCOUNT' } });
});

it('tells the newest event of the account, and of one subject', async () => {
  const call = await place();
  await place();
  expect(await reading((reads) => reads.cursor(call.id))).toEqual({ head: 3n, subject: 2n });
  expect(await reading((reads) => reads.cursor(account))).toEqual({ head: 3n, subject: 1n });
  expect(await reading((reads) => reads.cursor('no uuid'))).toEqual({ head: 3n, subject: 0n });
});

it('answers questions that come at once, over its one connection', async () => {
  const call = await place();
  const found = await reading((reads) =>
    Promise.all([reads.account(), reads.call(call.id), reads.apps(), reads.cursor(call.id), reads.account()]),
  );
  expect(found[1]).toEqual(call);
  expect(found[4]).toEqual(found[0]);
});

it('gives its connection back after errors, and when nothing was read', async () => {
  await postgres.reads.open(account).close();
  for (let n = 0; n < 3; n++) {
    const broken = reading((reads) => reads.calls({}, { first: Number.NaN, after: null }));
    await expect(broken).rejects.toThrow();
    const far = reading((reads) => reads.calls({ from: new Date(-8.64e15) }, { first: 1, after: null }));
    await expect(far).rejects.toThrow();
  }
  expect((await reading((reads) => reads.account())).id).toBe(account);
});
