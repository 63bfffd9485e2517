import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { DomainError } from '../../src/domain/errors.ts';
import type { CallLimits } from '../../src/domain/limits.ts';
import { Money } from '../../src/domain/money.ts';
import { administer } from '../support/database.ts';
import { noCallLimits } from '../support/limits.ts';
import type { Replicas } from '../support/replicas.ts';
import { startReplicas } from '../support/replicas.ts';
import type { Customer } from '../support/scenario.ts';

let replicas: Replicas;
afterEach(() => replicas.close());

async function begin(limits: Partial<CallLimits>): Promise<void> {
  replicas = await startReplicas(2, { callLimits: { ...noCallLimits, ...limits } });
}

interface Numbers {
  readonly caller: string;
  readonly callee: string;
}

/** How many of the starts, all at once over both replicas, were placed; the others met a limit. */
async function placed(starts: readonly (Numbers & { readonly by: Customer })[]): Promise<number> {
  const ended = await Promise.all(
    starts.map(async ({ by, ...numbers }, n) => {
      const durations = { maxDurationSeconds: 60, minDurationSeconds: null };
      const order = { ...numbers, ...durations, app: by.app.id, reference: null, idempotencyKey: randomUUID() };
      try {
        await replicas.applications[n % 2]!.startCall(by.principal, order);
        return 'PLACED';
      } catch (error) {
        if (error instanceof DomainError) return error.code;
        throw error;
      }
    }),
  );
  const refused = ended.filter((each) => each === 'LIMIT_REACHED').length;
  expect(ended.filter((each) => each === 'PLACED').length + refused).toBe(starts.length);
  return starts.length - refused;
}

const from = (n: number): string => `1380000${String(1000 + n)}`;
const to = (n: number): string => `1390000${String(1000 + n)}`;

describe('CALL-10, however many start at once', () => {
  it.each([
    ['calls at once of the account', { callsAtOncePerAccount: 7 }],
    ['calls at once of the app', { callsAtOncePerApp: 7 }],
    ['a day’s spending', { spendPerDay: Money.fen(7 * 12 + 11) }],
  ])('no more than the limit are placed: %s', async (_, limits) => {
    await begin(limits);
    const by = await replicas.customer(1000_00);
    expect(await placed(Array.from({ length: 100 }, (__, n) => ({ by, caller: from(0), callee: to(n) })))).toBe(7);
  });

  it('a telephone rings as often as its limit, whoever calls, and nobody waits in a circle', async () => {
    await begin({ ringsPerCalleePerHour: 20 });
    const customers = [await replicas.customer(1000_00), await replicas.customer(1000_00)];
    const callees = [to(1), to(2)];
    const starts = Array.from({ length: 120 }, (_, n) => ({
      by: customers[n % 2]!,
      caller: from(n),
      callee: callees[Math.floor(n / 2) % 2]!,
    }));
    expect(await placed(starts)).toBe(40);
    const rung = await administer(async (client) => {
      const sql = `SELECT callee, count(*)::int AS count, (SELECT cardinality(rung_at) FROM callee WHERE number = callee)
        FROM call GROUP BY callee ORDER BY callee`;
      return (await client.query(sql)).rows as unknown[];
    }, replicas.url);
    expect(rung).toEqual(callees.map((callee) => ({ callee, count: 20, cardinality: 20 })));
  });
});
