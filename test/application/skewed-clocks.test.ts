import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresAuditor } from '../../src/adapters/postgres/audit/audit.ts';
import { Transfer } from '../../src/domain/ledger.ts';
import { Money } from '../../src/domain/money.ts';
import { newId } from '../contracts/account-harness.ts';
import * as a from '../support/a.ts';
import type { TestDatabase } from '../support/database.ts';
import { administer, createDatabase } from '../support/database.ts';
import type { TestReplica } from '../support/replica.ts';
import { startReplica } from '../support/replica.ts';
import type { Customer } from '../support/scenario.ts';
import { customerIn } from '../support/replicas.ts';

/** As two machines differ that are set by one time service, and somewhat more. */
const AHEAD_MS = 250;

let database: TestDatabase;
let ahead: TestReplica;
let behind: TestReplica;
let one: Customer;
beforeAll(async () => {
  database = await createDatabase();
  behind = await startReplica(database.url, { clockRate: 1 });
  ahead = await startReplica(database.url, { clockRate: null, wall: () => new Date(Date.now() + AHEAD_MS) });
  one = await customerIn(behind.postgres, 1000_00);
});
afterAll(async () => {
  await Promise.all([ahead.close(), behind.close()]);
  await database.drop();
});

const violations = () => new PostgresAuditor({ url: database.url, horizonSeconds: 72 * 3600 }).violations();

test('two replicas whose clocks differ post in the order in which they decide (I3)', async () => {
  for (const replica of [ahead, behind, behind, ahead, behind]) {
    await replica.postgres.accounts.decide(one.id, {}, (facts) => ({
      answer: undefined,
      saves: { account: facts.account.credit(Money.fen(7)) },
      transfers: [Transfer.topUp(newId<string>(), Money.fen(7), facts.now)],
    }));
  }
  const told = await administer(async (client) => {
    const text = 'SELECT balance_after_fen AS fen FROM transfer WHERE account_id = $1 ORDER BY posted_at, id';
    return (await client.query<{ fen: string }>(text, [one.id])).rows.map(({ fen }) => Number(fen));
  }, database.url);
  expect(told).toEqual(told.toSorted((some, other) => some - other));
  expect((await violations()).filter(({ claim }) => claim.startsWith('Each posting'))).toEqual([]);
});

test('a callback that one replica parks before another has the answer settles its call, though it looks earlier', async () => {
  ahead.outside.dial = async () => {
    const report = a.report({ createdAt: null });
    const { app } = one;
    const text = 'early';
    const received = { app, signedAt: new Date(), body: Buffer.from(text), bodyHash: text.padEnd(64, '0'), report };
    expect(await behind.application.receiveCallback(received)).toBe('PARKED');
    return { kind: 'STARTED', session: report.session };
  };
  const numbers = { caller: a.caller.digits, callee: a.callee.digits, reference: null };
  const order = { ...numbers, app: one.app.id, maxDurationSeconds: 300, minDurationSeconds: null };
  const { call } = await ahead.application.startCall(one.principal, { ...order, idempotencyKey: 'early' });
  expect(call.status).toBe('COMPLETED');
});
