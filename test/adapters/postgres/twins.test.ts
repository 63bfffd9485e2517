import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretContext } from '../../../src/application/credentials-of.ts';
import type { AccountId, AppId, LoginId, MemberId, ProviderSession } from '../../../src/domain/ids.ts';
import { Money } from '../../../src/domain/money.ts';
import { AesSecrets } from '../../../src/adapters/system/aes-secrets.ts';
import type { MemberPrincipal } from '../../../src/domain/principal.ts';
import { openAccount } from '../../contracts/account-harness.ts';
import * as a from '../../support/a.ts';
import type { TestDatabase } from '../../support/database.ts';
import { createDatabase, secretsKey } from '../../support/database.ts';
import { figure } from '../../support/figures.ts';
import type { TestReplica } from '../../support/replica.ts';
import { startReplica } from '../../support/replica.ts';

const keys = figure(8, 1000);
const twins = 50;

let database: TestDatabase;
let replicas: TestReplica[];
const account = randomUUID() as AccountId;
const owner = { id: randomUUID() as AppId, account };
const app = a.app({ ...owner, sealedSecret: new AesSecrets(secretsKey).seal('secret', secretContext(owner)) });
const principal: MemberPrincipal = {
  kind: 'MEMBER',
  id: randomUUID() as MemberId,
  account,
  role: 'OWNER',
  login: randomUUID() as LoginId,
  expires: a.after(900),
};

beforeAll(async () => {
  database = await createDatabase();
  const limits = { callsAtOncePerAccount: null, callsAtOncePerApp: null, spendPerDay: null };
  const callLimits = { ...limits, coolDownSeconds: 0, ringsPerCalleePerHour: null };
  const providerRate = { perSecond: 1_000_000, patienceMs: 1000, groups: new Map<string, string>() };
  replicas = await Promise.all([1, 2, 3].map(() => startReplica(database.url, {}, { callLimits, providerRate })));
  await openAccount(replicas[0]!.postgres.accounts, account, 1_000_000_00);
  await replicas[0]!.postgres.accounts.decide(account, {}, () => ({ answer: undefined, saves: { app } }));
});
afterAll(async () => {
  for (const replica of replicas) await replica.close();
  await database.drop();
});

const at = (index: number): TestReplica => replicas[index % replicas.length]!;
const together = <Answer>(ask: (replica: TestReplica) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: twins }, (_, index) => ask(at(index))));
const read = () => at(0).postgres.accounts.decide(account, {}, (facts) => ({ answer: facts.account }));

describe('START-8: a request that comes fifty times at once, on three replicas', () => {
  it('is one call with one answer', async () => {
    for (const { outside } of replicas) {
      outside.dial = () => ({ kind: 'STARTED', session: randomUUID() as ProviderSession });
    }
    for (let index = 0; index < keys; index++) {
      const order = {
        ...{ app: app.id, caller: a.caller.digits, callee: `1390${String(index).padStart(7, '0')}` },
        ...{ maxDurationSeconds: 60, minDurationSeconds: null, reference: null, idempotencyKey: `call ${index}` },
      };
      const answers = await together(({ application }) => application.startCall(principal, order));
      const [first] = answers;
      expect(answers.map(({ call }) => call)).toEqual(answers.map(() => first!.call));
      expect(first!.call.status).toBe('DIALING');
      expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    }
    expect(replicas.reduce((sum, { outside }) => sum + outside.dialled.length, 0)).toBe(keys);
    expect((await read()).reserved.fen).toBe(12n * BigInt(keys));
  }, 900_000);

  it('is one payment and one credit', async () => {
    const amount = Money.fen(1000_00);
    const before = await read();
    for (let index = 0; index < keys; index++) {
      const input = { amount, idempotencyKey: `top-up ${index}` };
      const answers = await together(({ application }) => application.topUp(principal, input));
      const [first] = answers;
      expect(first!.topUp.status).toBe('PAID');
      expect(answers.map(({ topUp }) => topUp)).toEqual(answers.map(() => first!.topUp));
      expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    }
    // Asked for more than once: the payment is one, by its id.
    expect(new Set(replicas.flatMap(({ outside }) => outside.paid)).size).toBe(keys);
    expect((await read()).balance.fen - before.balance.fen).toBe(amount.fen * BigInt(keys));
  }, 900_000);
});
