import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import type { HintCarrier } from '../../../src/application/ports/hint-carrier.ts';
import type { Facts } from '../../../src/application/ports/account-repository.ts';
import { OutcomeUnknown } from '../../../src/application/ports/outcome-unknown.ts';
import { DomainError } from '../../../src/domain/errors.ts';
import type { AccountId } from '../../../src/domain/ids.ts';
import { Money } from '../../../src/domain/money.ts';
import type { KeyedRequest } from '../../../src/domain/request.ts';
import { anApp, openAccount } from '../../contracts/account-harness.ts';
import * as a from '../../support/a.ts';
import type { TestDatabase } from '../../support/database.ts';
import { administer, createDatabase } from '../../support/database.ts';
import { ignore, open } from '../../support/postgres.ts';
import { Proxy } from '../../support/proxy.ts';

let database: TestDatabase;
let proxy: Proxy;
let postgres: Postgres;
let account: AccountId;

beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  proxy = await Proxy.before(database.url);
  postgres = await open(proxy.url, { log: ignore });
  account = randomUUID() as AccountId;
  await openAccount(postgres.accounts, account, 1000_00);
});
afterEach(async () => {
  await postgres.close();
  await proxy.close();
});

let runs = 0;
const reserve = (facts: Facts<never>) => {
  runs += 1;
  return { answer: runs, saves: { account: facts.account.reserve(Money.fen(12)) } };
};
const reserved = () => postgres.accounts.decide(account, {}, (facts) => ({ answer: facts.account.reserved }));

it('finds a decision whose COMMIT was carried out and never answered, and does not run it again', async () => {
  runs = 0;
  proxy.cutAt('COMMIT', 'BEFORE_THE_ANSWER');
  expect(await postgres.accounts.decide(account, {}, reserve)).toBe(1);
  expect(proxy.cuts).toBe(1);
  expect(runs).toBe(1);
  expect(await reserved()).toEqual(Money.fen(12));
});

it('tells the other replicas of a decision that was committed without an answer', async () => {
  const told = new EventEmitter();
  const hints: HintCarrier = {
    most: 1000,
    tell: (text) => Promise.resolve(void told.emit('text', text)),
    listen: () => undefined,
    close: () => Promise.resolve(),
  };
  const other = await open(proxy.url, { log: ignore, hints });
  const text = once(told, 'text');
  proxy.cutAt('COMMIT', 'BEFORE_THE_ANSWER');
  await other.accounts.decide(account, {}, reserve);
  expect(proxy.cuts).toBe(1);
  const [{ sequence } = { sequence: '' }] = await administer(
    async (client) =>
      (await client.query<{ sequence: string }>('SELECT sequence FROM account WHERE id = $1', [account])).rows,
    database.url,
  );
  expect(await text).toEqual([`${account}:${sequence}`]);
  await other.close();
});

it('runs a decision again whose COMMIT never arrived', async () => {
  runs = 0;
  proxy.cutAt('COMMIT', 'BEFORE_IT_ARRIVES');
  expect(await postgres.accounts.decide(account, {}, reserve)).toBe(2);
  expect(proxy.cuts).toBe(1);
  expect(await reserved()).toEqual(Money.fen(12));
});

it('runs a decision again whose connection was lost before', async () => {
  runs = 0;
  proxy.cutAt('BEGIN', 'BEFORE_THE_ANSWER', 3);
  expect(await postgres.accounts.decide(account, {}, reserve)).toBe(1);
  expect(proxy.cuts).toBe(3);
  expect(await reserved()).toEqual(Money.fen(12));
});

it('finds decisions that announce nothing too', async () => {
  const app = anApp(account);
  proxy.cutAt('COMMIT', 'BEFORE_THE_ANSWER');
  await postgres.accounts.decide(account, { appCount: true }, (facts) => {
    expect(facts.appCount).toBe(0);
    return { answer: undefined, saves: { app } };
  });
  expect(proxy.cuts).toBe(1);
});

it('throws the refusal of a decision that was committed without an answer', async () => {
  const rejection = { code: 'SERVICE_DISABLED' } as const;
  const outcome = { kind: 'REFUSED', rejection } as const;
  const request: KeyedRequest = { operation: 'startCall', key: 'k', input: '', outcome, at: a.noon };
  proxy.cutAt('COMMIT', 'BEFORE_THE_ANSWER');
  const refused = postgres.accounts.decide(account, {}, () => {
    return { answer: undefined, saves: { request }, refusal: new DomainError(rejection) };
  });
  await expect(refused).rejects.toMatchObject(rejection);
});

it('opens an account once though the answer to COMMIT was lost', async () => {
  const other = randomUUID() as AccountId;
  proxy.cutAt('COMMIT', 'BEFORE_THE_ANSWER');
  await openAccount(postgres.accounts, other, 0);
  expect(proxy.cuts).toBe(1);
  const found = await postgres.accounts.decide(other, {}, (facts) => ({ answer: facts.account.balance }));
  expect(found).toEqual(Money.zero);
});

it('says that nothing is known, and runs nothing again, when nobody answers any more', async () => {
  runs = 0;
  proxy.cutAt('COMMIT', 'BEFORE_THE_ANSWER');
  const deciding = postgres.accounts.decide(account, {}, (facts) => {
    const decision = reserve(facts);
    // From the COMMIT on, no connection gets through: the one that looks for the trace does not either.
    const cut = proxy.cutAt.bind(proxy);
    queueMicrotask(() => cut('', 'BEFORE_THE_ANSWER', 1000));
    return decision;
  });
  await expect(deciding).rejects.toThrow('COMMIT');
  await expect(deciding).rejects.toThrow(OutcomeUnknown);
  expect(runs).toBe(1);
});
