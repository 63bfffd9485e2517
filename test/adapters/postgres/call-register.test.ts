import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import type { App } from '../../../src/domain/app.ts';
import type { Call } from '../../../src/domain/call.ts';
import type { AccountId, CallId, PaymentReference, TopUpId } from '../../../src/domain/ids.ts';
import { Money } from '../../../src/domain/money.ts';
import { TopUp } from '../../../src/domain/top-up.ts';
import { anApp, openAccount } from '../../contracts/account-harness.ts';
import * as a from '../../support/a.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

let database: TestDatabase;
let postgres: Postgres;
let account: AccountId;
let app: App;

afterEach(async () => {
  await postgres.close();
  await database.drop();
});
beforeEach(async () => {
  database = await createDatabase();
  postgres = await open(database.url);
  account = randomUUID() as AccountId;
  app = anApp(account);
  await openAccount(postgres.accounts, account, 1000_00);
  await save({ app });
});

async function save(saves: { app?: App; call?: Call }): Promise<void> {
  await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves }));
}

async function claim(now: Date, limit = 1000): Promise<readonly string[]> {
  const due = await postgres.register.claimDue(now, 15, limit, 60);
  return due.map(({ call }) => call);
}

const own = () => ({ id: randomUUID() as CallId, account, app: app.id });

it('claims what is due and has not ended', async () => {
  const due = a.unconfirmedCall(own());
  const ended = a.unconfirmedCall(own()).voided(a.noon);
  for (const call of [due, ended]) await save({ call });
  expect(await claim(a.after(390))).toEqual([due.id]);
});

it('gives each call to one claimant, and no more than was asked for', async () => {
  const calls = Array.from({ length: 30 }, () => a.unconfirmedCall(own()));
  for (const call of calls) await save({ call });
  const claims = await Promise.all(Array.from({ length: 8 }, () => claim(a.after(390), 4)));
  for (const claimed of claims) expect(claimed.length).toBeLessThanOrEqual(4);
  const rest = await claim(a.after(390));
  const claimed = [...claims.flat(), ...rest];
  expect(claimed.sort()).toEqual(calls.map(({ id }) => id).sort());
});

it('takes no more than was asked for of abandoned and due calls together, the abandoned first', async () => {
  const placing = Array.from({ length: 3 }, () => a.openCall({ status: 'PLACING', session: null }, own()));
  const due = Array.from({ length: 3 }, () => a.unconfirmedCall(own()));
  for (const call of [...due, ...placing]) await save({ call });
  await postgres.close();
  postgres = await open(database.url);
  const first = await claim(a.after(390), 4);
  expect(first).toHaveLength(4);
  expect(first).toEqual(expect.arrayContaining(placing.map(({ id }) => id)));
  expect(await claim(a.after(390), 4)).toHaveLength(2);
});

it('finds the app of a callback address', async () => {
  expect(await postgres.register.appByCallbackKey(app.callbackKey)).toEqual(app);
  expect(await postgres.register.appByCallbackKey('\u0000')).toBeNull();
  const strangers = Array.from({ length: 50 }, (_, n) => `stranger-${n}`);
  const asked = [...strangers, app.callbackKey, ...strangers, app.callbackKey, `${app.callbackKey},x`];
  const found = await Promise.all(asked.map((key) => postgres.register.appByCallbackKey(key)));
  expect(found.flatMap((one, index) => (one === null ? [] : [[index, one.id]]))).toEqual([
    [50, app.id],
    [101, app.id],
  ]);
});

it('finds whose address it is without a connection that decisions need', async () => {
  const busy = await open(database.url, { poolSizes: { members: 1, writers: 1, doormen: 1 } });
  await administer(async (client) => {
    await client.query('BEGIN');
    await client.query('SELECT FROM account WHERE id = $1 FOR UPDATE', [account]);
    const decided = busy.accounts.decide(account, {}, () => ({ answer: 'decided' }));
    const lookedUp = busy.register.appByCallbackKey(app.callbackKey).then(() => 'looked up');
    expect(await Promise.race([decided, lookedUp])).toBe('looked up');
    await client.query('ROLLBACK');
    expect(await decided).toBe('decided');
  }, database.url).finally(() => busy.close());
});

it('gives a top-up that nobody paid to one claimant, once its first claim is over', async () => {
  const topUp = TopUp.request(randomUUID() as TopUpId, account, Money.fen(1000_00), a.noon);
  await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { topUp } }));
  const { register } = postgres;
  const pass = (seconds: number) =>
    administer(
      (client) =>
        client.query('UPDATE top_up SET claimed_until = claimed_until - make_interval(secs => $1)', [seconds]),
      database.url,
    );
  await pass(50);
  expect(await register.claimPendingTopUps(8, 60)).toEqual([]);
  await pass(10);
  const both = await Promise.all([register.claimPendingTopUps(8, 60), register.claimPendingTopUps(8, 60)]);
  expect(both.flat()).toEqual([{ account, topUp: topUp.id }]);
  await pass(60);
  const paid = topUp.paid('payment' as PaymentReference, a.noon);
  await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { topUp: paid } }));
  expect(await register.claimPendingTopUps(8, 60)).toEqual([]);
});

it('counts the replicas that live, and gives the lease up at the end', async () => {
  expect(postgres.register.liveReplicas()).toBe(1);
  const second = await open(database.url);
  expect(second.register.liveReplicas()).toBe(2);
  expect(second.register.leaseUntil().getTime()).toBeGreaterThan(Date.now());
  await second.close();
  expect(second.register.leaseUntil().getTime()).toBe(0);
  const third = await open(database.url);
  expect(third.register.liveReplicas()).toBe(2);
  await third.close();
});
