import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '../../src/domain/call.ts';
import type { Signed } from '../support/callback-doors.ts';
import { CallbackDoorway, signed } from '../support/callback-doors.ts';
import { administer } from '../support/database.ts';
import { figure } from '../support/figures.ts';
import { ignore } from '../support/postgres.ts';
import type { Replicas } from '../support/replicas.ts';
import { startReplicas } from '../support/replicas.ts';
import type { Customer } from '../support/scenario.ts';
import { noCallLimits } from '../support/limits.ts';

const CALLS = figure(100, 10_000);
const CALLS_PER_ACCOUNT = 25;
const AT_ONCE = 24;

interface Delivery {
  readonly callbackKey: string;
  /** Signed anew each time that it is sent, as the provider does. */
  readonly callback: () => Signed;
  readonly expected: 200 | 401;
}

/** The same numbers in every run (mulberry32): from 0 to below `limit`. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

function shuffle<T>(items: T[], roll: (limit: number) => number): T[] {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = roll(last + 1);
    [items[last], items[other]] = [items[other]!, items[last]!];
  }
  return items;
}

async function together<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      await work(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function endOf(call: Call, durationSec: number): object {
  const { caller, callee, placedAt } = call.order;
  return {
    session: call.session,
    caller: caller.digits,
    callee: callee.digits,
    createtime: placedAt.getTime(),
    durationSec,
  };
}

function oneBitOff({ body, headers }: Signed, bit: number): Signed {
  const flipped = Buffer.from(body);
  flipped[(bit >> 3) % body.length]! ^= 1 << (bit & 7);
  return { body: flipped, headers };
}

describe('CB-1: one to twenty deliveries of each callback, shuffled, with forged ones between them, to three replicas', () => {
  const roll = dice(20_260_302);
  const truth = new Map<string, number>();
  const answers = new Map<string, number>();
  let replicas: Replicas;
  let doors: CallbackDoorway[];

  beforeAll(async () => {
    replicas = await startReplicas(3, { callLimits: noCallLimits });
    doors = await Promise.all(replicas.applications.map((application) => CallbackDoorway.open(application, ignore)));
    const customers: Customer[] = [];
    for (let n = 0; n < CALLS / CALLS_PER_ACCOUNT; n += 1) customers.push(await replicas.customer(1000_00));
    const deliveries: Delivery[] = [];
    await together(Array.from({ length: CALLS }), async (_, n) => {
      const one = customers[n % customers.length]!;
      const stranger = customers[(n + 1) % customers.length]!;
      const call = await start(replicas, one, n);
      const seconds = n % 7 === 0 ? 0 : roll(601);
      truth.set(call.session!, seconds);
      deliveries.push(...deliveriesOf(call, seconds, one, stranger));
    });
    await together(shuffle(deliveries, roll), async ({ callbackKey, callback, expected }, n) => {
      const status = await doors[n % doors.length]!.post(callbackKey, callback());
      const what = `${expected} answered ${status}`;
      answers.set(what, (answers.get(what) ?? 0) + 1);
    });
  }, 1_800_000);

  afterAll(async () => {
    await Promise.all(doors.map((door) => door.close()));
    await replicas.close();
  });

  function deliveriesOf(call: Call, seconds: number, { app }: Customer, stranger: Customer): Delivery[] {
    const callback = (): Signed => signed(endOf(call, seconds), 'app-secret', new Date());
    const other = (): Signed => signed(endOf(call, seconds + 60), 'app-secret', new Date());
    const wrong = (): Signed => signed(endOf(call, seconds + 120), 'another-secret', new Date());
    const bit = roll(1 << 20);
    const at = { callbackKey: app.callbackKey };
    return [
      ...Array.from({ length: 1 + roll(20) }, (): Delivery => ({ ...at, callback, expected: 200 })),
      { ...at, callback: () => oneBitOff(callback(), bit), expected: 401 },
      { ...at, callback: () => ({ body: other().body, headers: callback().headers }), expected: 401 },
      { ...at, callback: wrong, expected: 401 },
      { callbackKey: stranger.app.callbackKey, callback: wrong, expected: 401 },
    ];
  }

  const ask = <Row>(sql: string): Promise<Row[]> =>
    administer(async (client) => (await client.query(sql)).rows as Row[], replicas.url);

  it('answers 200 to all that are true and 401 to all that are forged', () => {
    expect([...answers.keys()].sort()).toEqual(['200 answered 200', '401 answered 401']);
    expect(answers.get('401 answered 401')).toBe(4 * CALLS);
  });

  it('settles each call once, with what its duration costs', async () => {
    const calls = await ask<{ session: string; fen: string }>(`SELECT session, charge_fen AS fen FROM call`);
    const charges = new Map(calls.map(({ session, fen }) => [session, Number(fen)]));
    const costs = new Map([...truth].map(([session, seconds]) => [session, 12 * Math.ceil(seconds / 60)]));
    expect(charges).toEqual(costs);
    expect(await ask(`SELECT count(*)::int AS count FROM resolution WHERE kind = 'SETTLE'`)).toEqual([
      { count: CALLS },
    ]);
  });

  it('has the truth in its ledger, to the fen', async () => {
    const charged = [...truth.values()].filter((seconds) => seconds > 0);
    const fen = charged.reduce((sum, seconds) => sum + 12 * Math.ceil(seconds / 60), 0);
    const sql = `SELECT count(*)::int AS count, sum(amount_fen)::int AS fen FROM transfer WHERE kind <> 'TOP_UP'`;
    expect(await ask(sql)).toEqual([{ count: charged.length, fen }]);
    expect(await ask(`SELECT sum(reserved_fen)::int AS fen FROM account`)).toEqual([{ fen: 0 }]);
  });

  it('keeps each callback once, as it came, and nothing of the forged ones', async () => {
    const kept = await ask(
      `SELECT state, count(*)::int AS count, bool_and(encode(sha256(body), 'hex') = body_hash) AS whole
       FROM callback GROUP BY state`,
    );
    expect(kept).toEqual([{ state: 'MATCHED', count: CALLS, whole: true }]);
    expect(await ask(`SELECT kind FROM alarm`)).toEqual([]);
  });
});

async function start({ applications }: Replicas, { principal, app }: Customer, n: number): Promise<Call> {
  const { call } = await applications[n % applications.length]!.startCall(principal, {
    app: app.id,
    caller: '13800000001',
    callee: `139${String(n).padStart(8, '0')}`,
    maxDurationSeconds: 600,
    minDurationSeconds: null,
    reference: null,
    idempotencyKey: randomUUID(),
  });
  return call;
}
