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
import { createDatabase } from '../../support/database.ts';
import { open } from '../../support/postgres.ts';

let database: TestDatabase;
let postgres: Postgres;
let account: AccountId;
let app: App;
let wall = a.noon;

afterEach(async () => {
  await postgres.close();
  await database.drop();
});
beforeEach(async () => {
  wall = a.noon;
  database = await createDatabase();
  postgres = await open(database.url, { wall: () => wall });
  account = randomUUID() as AccountId;
  app = anApp(account);
  await openAccount(postgres.accounts, account, 1000_00);
  await save({ app });
});

async function save(saves: { app?: App; call?: Call }): Promise<void> {
  await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves }));
}

async function claim(now: Date, placingBefore: Date, limit = 1000): Promise<readonly string[]> {
  const due = await postgres.register.claimDue(now, placingBefore, limit, 60);
  return due.map(({ call }) => call);
}

const own = () => ({ id: randomUUID() as CallId, account, app: app.id });

it('claims what is due by service time, and what has been PLACING for long by wall time', async () => {
  const due = a.unconfirmedCall(own());
  const placing = a.openCall({ status: 'PLACING', session: null }, own());
  const ended = a.unconfirmedCall(own()).voided(a.noon);
  for (const call of [due, placing, ended]) await save({ call });
  expect(await claim(a.after(389), a.noon)).toEqual([]);
  expect(await claim(a.after(390), a.noon)).toEqual([due.id]);
  expect(await claim(a.after(390), a.after(1))).toEqual([placing.id]);
  expect(await claim(a.after(390), a.after(1))).toEqual([]);
});

it('gives each call to one claimant, and no more than was asked for', async () => {
  const calls = Array.from({ length: 30 }, () => a.unconfirmedCall(own()));
  for (const call of calls) await save({ call });
  const claims = await Promise.all(Array.from({ length: 8 }, () => claim(a.after(390), a.noon, 4)));
  for (const claimed of claims) expect(claimed.length).toBeLessThanOrEqual(4);
  const rest = await claim(a.after(390), a.noon);
  const claimed = [...claims.flat(), ...rest];
  expect(claimed.sort()).toEqual(calls.map(({ id }) => id).sort());
});

it('gives a call again when its claim has run out, or when it was put off until later', async () => {
  const call = a.unconfirmedCall(own());
  await save({ call });
  expect(await claim(a.after(390), a.noon)).toEqual([call.id]);
  wall = a.after(59.999);
  expect(await claim(a.after(390), a.noon)).toEqual([]);
  wall = a.after(60);
  expect(await claim(a.after(390), a.noon)).toEqual([call.id]);
  await save({ call: call.askAgainAt(a.after(500)) });
  expect(await claim(a.after(499), a.noon)).toEqual([]);
  expect(await claim(a.after(500), a.noon)).toEqual([call.id]);
});

it('finds the app of a callback address', async () => {
  expect(await postgres.register.appByCallbackKey(app.callbackKey)).toEqual(app);
  expect(await postgres.register.appByCallbackKey('\u0000')).toBeNull();
});

it('gives a top-up that nobody paid to one claimant, once its first claim is over', async () => {
  const topUp = TopUp.request(randomUUID() as TopUpId, account, Money.fen(1000_00), a.noon);
  await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { topUp } }));
  expect(await postgres.register.claimPendingTopUps(8, 60)).toEqual([]);
  wall = a.after(60);
  const both = await Promise.all([
    postgres.register.claimPendingTopUps(8, 60),
    postgres.register.claimPendingTopUps(8, 60),
  ]);
  expect(both.flat()).toEqual([{ account, topUp: topUp.id }]);
  wall = a.after(120);
  const paid = topUp.paid('payment' as PaymentReference, a.noon);
  await postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { topUp: paid } }));
  expect(await postgres.register.claimPendingTopUps(8, 60)).toEqual([]);
});
