import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresAuditor } from '../../../src/adapters/postgres/audit/audit.ts';
import type { Postgres } from '../../../src/adapters/postgres/open-postgres.ts';
import { CryptoRandom } from '../../../src/adapters/system/crypto-random.ts';
import { postAdjustment } from '../../../src/application/post-adjustment.ts';
import type { Violation } from '../../../src/application/ports/auditor.ts';
import type { AccountId, LoginId, OperatorId } from '../../../src/domain/ids.ts';
import { Money } from '../../../src/domain/money.ts';
import type { Principal } from '../../../src/domain/principal.ts';
import { anApp, newId, openAccount } from '../../contracts/account-harness.ts';
import * as a from '../../support/a.ts';
import type { TestDatabase } from '../../support/database.ts';
import { createDatabase } from '../../support/database.ts';
import type { DeskStep } from '../../support/desk-money.ts';
import { brokenBooks, deskSteps, playDesk } from '../../support/desk-money.ts';
import { open } from '../../support/postgres.ts';

let database: TestDatabase;
let postgres: Postgres;
let operator: Principal;
const random = new CryptoRandom();

beforeAll(async () => {
  database = await createDatabase();
  postgres = await open(database.url);
  const id = newId<OperatorId>();
  await postgres.operators.add({ id, email: 'desk@example.cn', passwordHash: '', createdAt: a.noon });
  operator = { kind: 'OPERATOR', id, role: 'OPERATOR', login: newId<LoginId>(), expires: a.noon };
});
afterAll(async () => {
  await postgres.close();
  await database.drop();
});

async function play(steps: readonly DeskStep[]): Promise<readonly string[]> {
  const { accounts } = postgres;
  const account = newId<AccountId>();
  const app = anApp(account);
  await openAccount(accounts, account, 0);
  await accounts.decide(account, {}, () => ({ answer: undefined, saves: { app } }));
  const begun = { account, kind: 'PAY_IN', amount: Money.fen(150), reference: `${account} begun` } as const;
  await postAdjustment({ accounts, random })(operator, { ...begun, reason: 'begun', idempotencyKey: 'begun' });
  return brokenBooks(150, await playDesk({ accounts, random, operator, account, app }, steps));
}

function violations(): Promise<readonly Violation[]> {
  return new PostgresAuditor({ url: database.url, horizonSeconds: 10 ** 9 }).violations();
}

test('the order of postings is kept within one moment, also where one moves no balance', async () => {
  const steps: DeskStep[] = [
    { kind: 'REPORT', call: 0, minutes: 2 },
    { kind: 'REPORT', call: 0, minutes: 9 },
    { kind: 'RESOLVE', call: 0, minutes: 9, posts: true },
    { kind: 'SUSPENSE', call: 0, collects: false },
    { kind: 'ADJUST', what: 'PAY_IN', fen: 48, reference: 0 },
  ];
  for (let account = 0; account < 12; account++) expect(await play(steps)).toEqual([]);
  expect(await violations()).toEqual([]);
});

test('whatever operators do in whatever order, the books add up, and the audit finds nothing', async () => {
  await fc.assert(
    fc.asyncProperty(deskSteps, async (steps) => {
      expect(await play(steps)).toEqual([]);
    }),
    { numRuns: 15 },
  );
  expect(await violations()).toEqual([]);
});
