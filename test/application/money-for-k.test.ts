import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ServiceBusy } from '../../src/application/ports/service-busy.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { administer } from '../support/database.ts';
import { figure } from '../support/figures.ts';
import { noCallLimits } from '../support/limits.ts';
import type { Replicas } from '../support/replicas.ts';
import { startReplicas } from '../support/replicas.ts';
import type { Customer } from '../support/scenario.ts';

const REPLICAS = 3;
const ROUNDS = figure(3, 50);
const STARTS = figure(200, 1000);
const PRICE_FEN = 12;
const TRIES = 20;

let replicas: Replicas;
beforeAll(async () => {
  // However slow the machine: no dialler is taken for dead.
  replicas = await startReplicas(REPLICAS, { callLimits: noCallLimits, placingSeconds: 600 });
});
afterAll(() => replicas.close());

/**
 * How the start of a minute ended: its call's status, or the code of the rule that refused it. A busy service did
 * nothing, so it is asked again, under the same key.
 */
async function start(one: Customer, n: number): Promise<string> {
  const order = {
    app: one.app.id,
    caller: '13800000001',
    callee: `1390000${String(1000 + n)}`,
    maxDurationSeconds: 60,
    minDurationSeconds: null,
    reference: null,
    idempotencyKey: randomUUID(),
  };
  for (let tries = 1; ; tries++) {
    try {
      const { call } = await replicas.applications[n % REPLICAS]!.startCall(one.principal, order);
      return call.status;
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      if (!(error instanceof ServiceBusy) || tries === TRIES) throw error;
    }
  }
}

/** What the books of the account say, each figure counted from its own table. */
async function books(account: string): Promise<unknown> {
  const sum = (what: string, from: string): string => `(SELECT coalesce(${what}, 0)::int FROM ${from})`;
  const sql = `SELECT balance_fen::int AS balance, reserved_fen::int AS reserved,
    ${sum(`sum(CASE 'CUSTOMER' WHEN credit THEN amount_fen WHEN debit THEN -amount_fen END)`, 'transfer WHERE account_id = $1')} AS posted,
    ${sum('sum(reservation_fen)', `call WHERE account_id = $1 AND money_state = 'RESERVED'`)} AS open,
    ${sum('count(*)', `call WHERE account_id = $1 AND status = 'DIALING' AND session IS NOT NULL`)} AS dialling,
    ${sum('count(*)', 'call WHERE account_id = $1')} AS calls,
    ${sum('count(*)', `request WHERE account_id = $1 AND outcome ->> 'kind' = 'DONE'`)} AS done,
    ${sum('count(*)', 'request WHERE account_id = $1')} AS keys,
    sequence::int - ${sum('count(DISTINCT seq)', 'event WHERE account_id = $1')} AS gaps
    FROM account WHERE id = $1`;
  return await administer(async (client) => (await client.query(sql, [account])).rows[0] as unknown, replicas.url);
}

it(
  `accepts exactly as many of ${STARTS} starts at once as there is money for, ${ROUNDS} times over ${REPLICAS} replicas`,
  { timeout: 30_000 + ROUNDS * STARTS * 20 },
  async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const k = randomInt(1, STARTS);
      // What is left over buys nothing.
      const fen = k * PRICE_FEN + randomInt(PRICE_FEN);
      const one = await replicas.customer(fen);
      const ended = await Promise.all(Array.from({ length: STARTS }, (_, n) => start(one, n)));
      const count = (how: string): number => ended.filter((each) => each === how).length;
      expect({ DIALING: count('DIALING'), INSUFFICIENT_BALANCE: count('INSUFFICIENT_BALANCE') }).toEqual({
        DIALING: k,
        INSUFFICIENT_BALANCE: STARTS - k,
      });
      const money = { balance: fen, posted: fen, reserved: k * PRICE_FEN, open: k * PRICE_FEN };
      expect(await books(one.id)).toEqual({ ...money, dialling: k, calls: k, done: k, keys: STARTS, gaps: 0 });
    }
  },
);
