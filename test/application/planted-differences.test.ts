import { afterAll, beforeAll, expect, test } from 'vitest';
import { NeteaseGateway } from '../../src/adapters/netease/gateway.ts';
import type { Postgres } from '../../src/adapters/postgres/open-postgres.ts';
import type { QueryFault } from '../../src/adapters/sandbox/faults/fault.ts';
import { SandboxAppCredentials } from '../../src/adapters/sandbox/sandbox-app-credentials.ts';
import type { RunningSandbox } from '../../src/adapters/sandbox/start-sandbox.ts';
import { startSandbox } from '../../src/adapters/sandbox/start-sandbox.ts';
import { MemoryStore } from '../../src/adapters/sandbox/store/memory-store.ts';
import { AesSecrets } from '../../src/adapters/system/aes-secrets.ts';
import { CryptoRandom } from '../../src/adapters/system/crypto-random.ts';
import { LibphonenumberPlan } from '../../src/adapters/system/libphonenumber-plan.ts';
import type { Application } from '../../src/application/application.ts';
import { createApplication } from '../../src/application/application.ts';
import { addUpMonth } from '../../src/application/billing/add-up-month.ts';
import { secretContext } from '../../src/application/credentials-of.ts';
import { decisionOf } from '../../src/application/decision-of.ts';
import type { AppCredentials } from '../../src/application/ports/app-credentials.ts';
import type { Page, PageRequest, Place } from '../../src/application/ports/reads.ts';
import { within } from '../../src/application/view.ts';
import type { App } from '../../src/domain/app.ts';
import type { CheckedBill, CheckedLine, LineState } from '../../src/domain/bill-check.ts';
import { uncheckedLines } from '../../src/domain/bill-check.ts';
import type { AccountId, CallId, ProviderSession } from '../../src/domain/ids.ts';
import { Money } from '../../src/domain/money.ts';
import { monthNamed } from '../../src/domain/month.ts';
import { PhoneNumber } from '../../src/domain/phone-number.ts';
import { settle } from '../../src/domain/settlement.ts';
import { HandClock } from '../adapters/sandbox/hand-clock.ts';
import { anApp, newId, openAccount } from '../contracts/account-harness.ts';
import * as a from '../support/a.ts';
import type { TestDatabase } from '../support/database.ts';
import { administer, createDatabase } from '../support/database.ts';
import { figure } from '../support/figures.ts';
import { cheapPasswords } from '../support/fixed.ts';
import { Outside } from '../support/outside.ts';
import { ignore, open } from '../support/postgres.ts';
import { settings } from '../support/scenario.ts';

const ACCOUNTS = 5;
/** Of each account. Each call is of as many seconds as its number says, from 1 on, and every fifth is planted. */
const CALLS = figure(100, 500);
const PLANTED = (ACCOUNTS * CALLS) / 5;
const AT_ONCE = 50;
const PASSES = 14;

const month = monthNamed('2026-03')!;
const began = new Date('2026-03-10T04:00:00.000Z');
const secrets = new AesSecrets(Buffer.alloc(32, 7));
const caller = PhoneNumber.restore('13900000009');

let database: TestDatabase;
let sandbox: RunningSandbox;
let postgres: Postgres;
let replicas: readonly Postgres[];
/** Service time, moved by the test. */
let now = began;
const sandboxClock = new HandClock(began.toISOString());

beforeAll(async () => {
  database = await createDatabase();
  // Claims wait for a connection as long as half a lease: on a machine that has much to do, too.
  const patient = { log: ignore, leaseSeconds: 120 };
  replicas = [await open(database.url, patient), await open(database.url, patient)];
  [postgres] = replicas as [Postgres];
  for (const { clock } of replicas) (clock as { service: () => Date }).service = () => now;
  const place = { host: '127.0.0.1', port: 0, clock: sandboxClock, store: new MemoryStore() };
  const rate = { ratePerSecond: 1_000_000, rateBurst: 1_000_000 };
  sandbox = await startSandbox({ ...place, log: () => undefined, settings: rate });
  sandbox.faults.add({ on: 'callback', fault: { kind: 'LOST' } });
});
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
  await sandbox.stop();
  await database.drop();
});

const newGateway = (): NeteaseGateway =>
  new NeteaseGateway({ baseUrl: sandbox.url, deadlineMs: 5000, retryPausesMs: [1, 1], log: ignore });

function applicationOn(replica: Postgres): Application {
  const numbers = new LibphonenumberPlan();
  const inside = { secrets, random: new CryptoRandom(), numbers, passwords: cheapPasswords };
  return createApplication({ ...new Outside().ports(), ...replica, ...inside, gateway: newGateway() }, settings);
}

interface Customer {
  readonly account: AccountId;
  readonly app: App;
  readonly credentials: AppCredentials;
  /** The seconds of each call. */
  readonly calls: Map<CallId, number>;
}

/** An account with an app that the sandbox knows. */
async function customer(): Promise<Customer> {
  const account = newId<AccountId>();
  const { id, callbackKey } = anApp(account);
  const credentials = { appKey: id.replaceAll('-', ''), appSecret: 'secret', accid: 'agent' };
  await new SandboxAppCredentials(sandbox.url).announce(credentials, 'http://localhost/callbacks');
  const sealedSecret = secrets.seal(credentials.appSecret, secretContext({ account, id }));
  const app = a.app({ id, account, appKey: credentials.appKey, callbackKey, sealedSecret });
  await openAccount(postgres.accounts, account, 100_000_00);
  await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { app } }));
  return { account, app, credentials, calls: new Map() };
}

const numberOf = (seconds: number): string => `1380000${String(seconds).padStart(4, '0')}`;

/** Calls that the sandbox really has, and that are charged for what it says of them. */
async function talk({ account, app, credentials, calls }: Customer): Promise<void> {
  const gateway = newGateway();
  const dial = async (seconds: number): Promise<[ProviderSession, number]> => {
    const parties = { kind: 'CALL', caller, callee: PhoneNumber.restore(numberOf(seconds)) } as const;
    const sendBefore = new Date('2100-01-01');
    const answer = await gateway.dial(credentials, { parties, maxSeconds: 7200, sendBefore });
    if (answer.kind !== 'STARTED') throw new Error(`Not started: ${JSON.stringify(answer)}`);
    return [answer.session, seconds];
  };
  for (let first = 1; first <= CALLS; first += AT_ONCE) {
    const started = await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => dial(first + index)));
    for (const [session, seconds] of started) calls.set(await charge(account, app, session, seconds), seconds);
  }
}

async function charge(account: AccountId, app: App, session: ProviderSession, seconds: number): Promise<CallId> {
  const id = newId<CallId>();
  const callee = PhoneNumber.restore(numberOf(seconds));
  const granted = {
    grantedSeconds: 7200,
    reservation: Money.fen(1440),
    placedAt: began,
    deadline: a.after(9000, began),
  };
  const call = a.openCall({ session }, { id, account, app: app.id, caller, callee, ...granted });
  await postgres.accounts.decide(account, {}, (facts) => {
    const legs = [a.leg('NORMAL', a.after(seconds + 20, began))];
    const numbers = { caller: caller.digits, callee: callee.digits };
    const report = a.report({ session, talkSeconds: seconds, ...numbers, legs });
    const reserved = facts.account.reserve(call.order.reservation);
    return decisionOf(call, settle(reserved, call, report, a.after(9000, began)));
  });
  return id;
}

/** Answers that tell nothing of use. */
const useless: readonly QueryFault[] = [
  { kind: 'ALIVE' },
  { kind: 'BAD_JSON' },
  { kind: 'CODE', code: 500 },
  { kind: 'HTTP', status: 502 },
  { kind: 'CUT', atByte: 40, reset: true },
];

/** What the sandbox is to tell of a call of so many seconds. */
function plan(seconds: number): { state: LineState; told: number | null; fault: QueryFault | null; times?: number } {
  const nothing = useless[seconds % useless.length]!;
  if (seconds % 10 === 0) return { state: 'MISSING_AT_PROVIDER', told: null, fault: { kind: 'UNKNOWN_SESSION' } };
  if (seconds % 5 === 0) {
    const told = seconds % 15 === 0 ? seconds - 1 : seconds + 1;
    return { state: 'DURATION_DIFFERS', told, fault: { kind: 'DURATION', talkSeconds: told } };
  }
  if (seconds % 97 === 1) return { state: 'UNCHECKED', told: null, fault: nothing };
  if (seconds % 31 === 2) return { state: 'MATCHED', told: seconds, fault: nothing, times: 1 };
  return { state: 'MATCHED', told: seconds, fault: null };
}

function plant({ credentials: { appKey } }: Customer): void {
  for (let seconds = 1; seconds <= CALLS; seconds++) {
    const { fault, times } = plan(seconds);
    const match = { appKey, callee: numberOf(seconds) };
    if (fault !== null) sandbox.faults.add({ on: 'query', match, fault, ...(times !== undefined && { times }) });
  }
}

/** Two applications on each replica take turns until there is nothing left to be asked. */
async function checkAll(): Promise<void> {
  const workers = [...replicas, ...replicas].map(applicationOn);
  const work = async (application: Application): Promise<void> => {
    while ((await application.checkBills()) > 0);
  };
  for (let pass = 0; pass < PASSES; pass++) {
    await Promise.all(workers.map(work));
    const sql = 'UPDATE bill_check SET due_at = now() WHERE due_at IS NOT NULL';
    await administer((client) => client.query(sql), database.url);
  }
}

async function billOf({ account }: Customer): Promise<CheckedBill> {
  const bill = await within(postgres, account, (reads) => reads.bill(month));
  if (bill === null) throw new Error('There is no bill.');
  return bill;
}

async function allOf(read: (page: PageRequest) => Promise<Page<CheckedLine>>): Promise<readonly CheckedLine[]> {
  const found: CheckedLine[] = [];
  for (let after: Place | null = null; ;) {
    const page: Page<CheckedLine> = await read({ first: 100, after });
    found.push(...page.items.map(({ item }) => item));
    after = page.items.at(-1) ?? null;
    if (!page.hasNext) return found;
  }
}

test(`MONEY-9: of ${PLANTED} planted differences all are listed, and no other; the bills stay as they were`, async () => {
  const customers = await Promise.all(Array.from({ length: ACCOUNTS }, customer));
  await Promise.all(customers.map(talk));
  sandboxClock.advance(3 * 86_400);
  now = new Date('2026-04-02T00:00:00.000Z');
  expect(await applicationOn(postgres).issueBills()).toBe(ACCOUNTS);
  const issued = await Promise.all(customers.map(billOf));
  expect(issued.map(uncheckedLines)).toEqual(customers.map(() => CALLS));
  for (const one of customers) plant(one);
  await checkAll();

  let listed = 0;
  for (const [index, one] of customers.entries()) {
    const { account, calls } = one;
    const told = ({ call, check }: CheckedLine) => {
      const seconds = calls.get(call!.id)!;
      return { seconds, state: check!.state, told: check!.providerSeconds };
    };
    const planned = [...calls.values()].map((seconds) => {
      const { state, told: by } = plan(seconds);
      return { seconds, state, told: by };
    });
    const differing = planned.filter(({ state }) => ['DURATION_DIFFERS', 'MISSING_AT_PROVIDER'].includes(state));
    const inOrder = (all: readonly { readonly seconds: number }[]) => all.toSorted((x, y) => x.seconds - y.seconds);

    const differences = await within(postgres, account, (reads) => allOf((page) => reads.billDifferences(month, page)));
    expect(inOrder(differences.map(told))).toEqual(inOrder(differing));
    listed += differences.length;

    const lines = await within(postgres, account, (reads) => allOf((page) => reads.billLines(month, page)));
    expect(inOrder(lines.filter(({ check }) => check !== null).map(told))).toEqual(inOrder(planned));
    expect(lines.filter(({ check }) => check === null).map(({ posting }) => posting)).toEqual(['TOP_UP']);

    const bill = await billOf(one);
    const count = (wanted: LineState): number => planned.filter(({ state }) => state === wanted).length;
    expect(bill.check).toEqual({
      share: 1,
      matched: count('MATCHED'),
      durationDiffers: count('DURATION_DIFFERS'),
      missingAtProvider: count('MISSING_AT_PROVIDER'),
      finishedAt: now,
    });
    expect(uncheckedLines(bill)).toBe(count('UNCHECKED'));
    // The bill is as it was, and so is all that its hash is made of.
    expect({ ...bill, check: issued[index]!.check }).toEqual(issued[index]);
    const again = await addUpMonth(
      { ...postgres, secrets },
      await within(postgres, account, (r) => r.account()),
      month,
    );
    expect(again.hash).toBe(bill.hash);
  }
  expect(listed).toBe(PLANTED);
  const { rows } = await administer(
    (client) => client.query<{ subject: string }>(`SELECT subject FROM alarm WHERE kind = 'BILL_DIFFERS'`),
    database.url,
  );
  expect(rows.map(({ subject }) => subject).sort()).toEqual(issued.map(({ id }) => id).sort());
}, 600_000);
