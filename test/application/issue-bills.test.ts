import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresAuditor } from '../../src/adapters/postgres/audit/audit.ts';
import type { Postgres } from '../../src/adapters/postgres/open-postgres.ts';
import { AesSecrets } from '../../src/adapters/system/aes-secrets.ts';
import { CryptoRandom } from '../../src/adapters/system/crypto-random.ts';
import { issueBills } from '../../src/application/billing/issue-bills.ts';
import type { Log } from '../../src/application/ports/ports.ts';
import { statementOf } from '../../src/application/billing/statement-of.ts';
import { decisionOf } from '../../src/application/decision-of.ts';
import type { Page, Place } from '../../src/application/ports/reads.ts';
import { within } from '../../src/application/view.ts';
import { Account } from '../../src/domain/account.ts';
import type { Bill, BillLine } from '../../src/domain/bill.ts';
import { balanceChange, BillHash, closingOf, noTotals, sumOf, withSum } from '../../src/domain/bill.ts';
import type { AccountId, AppId, CallId, PaymentReference, ProviderSession, TopUpId } from '../../src/domain/ids.ts';
import { Transfer } from '../../src/domain/ledger.ts';
import { Money } from '../../src/domain/money.ts';
import type { Month } from '../../src/domain/month.ts';
import { monthNamed, shanghaiMonth } from '../../src/domain/month.ts';
import { settle } from '../../src/domain/settlement.ts';
import { TopUp } from '../../src/domain/top-up.ts';
import { aMember, anApp, newId } from '../contracts/account-harness.ts';
import * as a from '../support/a.ts';
import type { TestDatabase } from '../support/database.ts';
import { administer, createDatabase } from '../support/database.ts';
import { figure } from '../support/figures.ts';
import { ignore, open } from '../support/postgres.ts';

/** How many calls' reports come after their bill; 10,000 with LONG=1. */
const LATE = figure(60, 10_000);

let database: TestDatabase;
let postgres: Postgres;
/** Service time, moved by the tests. */
let now = new Date('2026-03-10T04:00:00.000Z');
const random = new CryptoRandom();
const secrets = new AesSecrets(Buffer.alloc(32, 7));

beforeAll(async () => {
  database = await createDatabase();
  postgres = await open(database.url, { log: ignore });
  (postgres.clock as { service: () => Date }).service = () => now;
});
afterAll(async () => {
  await postgres.close();
  await database.drop();
});

/** Whoever comes second finds the bill issued, and runs into nothing. */
function run(): Promise<number> {
  const log: Log = (level, message, fields) => {
    throw new Error(`Logged ${level}: ${message}`, { cause: fields });
  };
  return issueBills({ ...postgres, secrets, random, log })();
}

async function newAccount(fen: number): Promise<{ account: AccountId; app: AppId }> {
  const account = newId<AccountId>();
  const app = anApp(account);
  await postgres.accounts.open(Account.open(account, 'Billed', now), aMember(account, `${account}@example.cn`));
  const amount = Money.fen(fen);
  const id = newId<TopUpId>();
  const paid = (paidAt: Date): TopUp =>
    TopUp.restore(id, account, amount, paidAt, { status: 'PAID', reference: newId<PaymentReference>(), paidAt });
  await postgres.accounts.decide(account, {}, (facts) => ({
    answer: undefined,
    saves: { account: facts.account.credit(amount), app, topUp: paid(facts.now) },
    transfers: [Transfer.topUp(id, amount, facts.now)],
  }));
  return { account, app: app.id };
}

/** Places a call now. Its report comes when it is told. */
async function place(account: AccountId, app: AppId): Promise<CallId> {
  const id = newId<CallId>();
  await postgres.accounts.decide(account, {}, (facts) => {
    const placed = { placedAt: now, deadline: a.after(690, now) };
    const order = a.order({ id, account, app, grantedSeconds: 600, reservation: Money.fen(120), ...placed });
    const call = a.openCall({ session: newId<ProviderSession>() }, order);
    return { answer: undefined, saves: { account: facts.account.reserve(order.reservation), call } };
  });
  return id;
}

async function report(account: AccountId, call: CallId, talkSeconds: number, endedAt: Date): Promise<void> {
  await postgres.accounts.decide(account, { call }, (facts) => {
    const told = a.report({ talkSeconds, legs: [a.leg('NORMAL', endedAt)], session: facts.call.session! });
    return decisionOf(facts.call, settle(facts.account, facts.call, told, facts.now));
  });
}

interface Months {
  readonly bills: readonly Bill[];
  readonly lines: (month: Month) => Promise<readonly BillLine[]>;
}

async function read(account: AccountId): Promise<Months> {
  const page = { first: 1000, after: null };
  const bills = await within(postgres, account, (reads) => reads.bills(page));
  return {
    bills: bills.items.map(({ item }) => item),
    lines: async (month) => {
      const all: BillLine[] = [];
      for (let after: Place | null = null; ;) {
        const place: Place | null = after;
        const next: Page<BillLine> = await within(postgres, account, (reads) =>
          reads.billLines(month, { first: 7, after: place }),
        );
        all.push(...next.items.map(({ item }) => item));
        after = next.items.at(-1) ?? null;
        if (!next.hasNext) return all;
      }
    },
  };
}

const totalsOf = (all: readonly BillLine[]) => all.map(sumOf).reduce(withSum, noTotals);

function hashOf(bill: Bill, all: readonly BillLine[]): string {
  const hash = new BillHash((text) => createHash('sha256').update(text).digest('hex'), bill.account, bill);
  for (const line of all) hash.add(line);
  return hash.end(bill.totals);
}

test('BILL-1 to BILL-4: months are billed once, with all their lines, however many run at once and however late', async () => {
  now = new Date('2026-03-10T04:00:00.000Z');
  const { account, app } = await newAccount(1000_00);
  const ends = ['2026-03-31T15:59:59.999Z', '2026-03-31T16:00:00.000Z', '2026-04-30T15:59:00.000Z'].map(
    (end) => new Date(end),
  );
  for (const [index, end] of ends.entries()) {
    now = a.after(-60, end);
    const call = await place(account, app);
    now = a.after(60, end);
    await report(account, call, 61 + 60 * index, end);
  }
  // March and April are due, and nobody looked in between.
  now = new Date('2026-05-01T16:29:59.999Z');
  expect(await run()).toBe(1);
  now = new Date('2026-05-01T16:30:00.000Z');
  const runs = await Promise.all(Array.from({ length: 20 }, run));
  expect(runs.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await run()).toBe(0);

  const { bills, lines } = await read(account);
  expect(bills.map(({ month }) => month)).toEqual([monthNamed('2026-04'), monthNamed('2026-03')]);
  const [april, march] = bills as [Bill, Bill];
  expect(march.totals).toMatchObject({ topUps: Money.fen(1000_00), charges: Money.fen(24), calls: 1, minutes: 2n });
  expect(april.totals).toMatchObject({ topUps: Money.zero, charges: Money.fen(36 + 48), calls: 2, minutes: 7n });
  expect(march.opening).toEqual(Money.zero);
  expect(april.opening).toEqual(closingOf(march));
  for (const bill of bills) {
    expect(totalsOf(await lines(bill.month))).toEqual(bill.totals);
    expect(hashOf(bill, await lines(bill.month))).toBe(bill.hash);
    expect(await within(postgres, account, (reads) => statementOf(reads, bill.month))).toEqual({
      ...{ month: bill.month, opening: bill.opening, totals: bill.totals },
    });
  }
  expect(closingOf(april)).toEqual((await within(postgres, account, (reads) => reads.account())).balance);
});

test('BILL-3, MONEY-8: what comes after the bill leaves it as it was, and is charged on the next', async () => {
  now = new Date('2026-03-31T15:00:00.000Z');
  const { account, app } = await newAccount(LATE * 200);
  const calls: CallId[] = [];
  for (let index = 0; index < LATE; index++) calls.push(await place(account, app));
  const ended = new Date('2026-03-31T15:50:00.000Z');
  now = new Date('2026-04-01T16:30:00.000Z');
  await run();
  const before = (await read(account)).bills;
  expect(before.map(({ totals }) => totals.calls)).toEqual([0]);
  now = new Date('2026-04-02T01:00:00.000Z');
  for (const call of calls) await report(account, call, 61, ended);
  now = new Date('2026-05-01T16:30:00.000Z');
  await run();

  const { bills, lines } = await read(account);
  expect(bills.slice(1)).toEqual(before);
  const [april] = bills as [Bill];
  expect(april.totals).toMatchObject({ charges: Money.zero, adjustments: Money.fen(-24 * LATE), calls: LATE });
  expect(april.totals.minutes).toBe(2n * BigInt(LATE));
  const late = await lines(april.month);
  expect(late.map(({ adjusts }) => adjusts)).toEqual(calls.map(() => shanghaiMonth(ended).start));
  expect(new Set(late.map(({ call }) => call?.id))).toEqual(new Set(calls));
}, 600_000);

test('CALL-6: what was missing of a charge stands in its line, and is told as owed', async () => {
  now = new Date('2026-06-10T04:00:00.000Z');
  const { account, app } = await newAccount(120);
  const call = await place(account, app);
  await report(account, call, 60 * 15, a.after(900, now));
  const { lines } = await read(account);
  const [, line, ...more] = await lines(monthNamed('2026-06')!);
  expect(more).toEqual([]);
  expect(line).toMatchObject({ posting: 'CALL_CHARGE', amount: Money.fen(-120), owed: Money.fen(60) });
  const statement = await within(postgres, account, (reads) => statementOf(reads, monthNamed('2026-06')!));
  expect(statement.totals).toMatchObject({ charges: Money.fen(120), owed: Money.fen(60), calls: 1, minutes: 15n });
  expect(balanceChange(statement.totals)).toEqual(Money.zero);
});

test('I12: the audit finds nothing, and a bill cannot be changed by anybody', async () => {
  const violations = await new PostgresAuditor({ url: database.url, horizonSeconds: 10 ** 9 }).violations();
  expect(violations).toEqual([]);
  await expect(administer((client) => client.query('UPDATE bill SET lines = lines + 1'), database.url)).rejects.toThrow(
    'A bill is never changed',
  );
});
