import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Customer } from '../support/customer.ts';
import { startCall } from '../support/customer.ts';

/** What an account may have so much of only where the service is started with these. */
export const crowdVariables: NodeJS.ProcessEnv = {
  CALLS_AT_ONCE_PER_ACCOUNT: 'none',
  CALLS_AT_ONCE_PER_APP: 'none',
  COST_BUDGET: '1000000000',
  COST_REFILL: '1000000000',
  SOCKETS_PER_PERSON: 'none',
  SOCKETS_PER_ADDRESS: 'none',
  SOCKETS_PER_SECOND: 'none',
  PROVIDER_RATE: '1000',
};

/** Seconds of service time for which somebody talks. */
const SHORTEST = 60;
const LONGEST = 600;
const STARTS_AT_ONCE = 4;
/** A different number of minutes each, so that a sum of reservations tells one set of calls from another. */
const MOST_MINUTES = 10;

/** All that is under way of an account, as the board adds it up. */
export interface Sums {
  readonly underWay: number;
  readonly talking: number;
  readonly reserved: string;
}

interface Where {
  readonly databaseUrl: string;
  readonly sandboxUrl: string;
}

/** Keeps so many calls of one customer under way, and knows past the service what is. */
export class Crowd {
  #placed = 0;
  readonly #watching = new Set<Promise<void>>();
  #isHeld = false;
  #working: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly customer: Customer,
    private readonly database: Client,
    private readonly size: number,
  ) {}

  /** @param size how many are under way together. */
  static async of(customer: Customer, { databaseUrl, sandboxUrl }: Where, size: number): Promise<Crowd> {
    const database = new Client({ connectionString: databaseUrl });
    await database.connect();
    await customer.client.mutate('topUp', { amount: '100000.00', idempotencyKey: 'crowd' }, 'topUp { id }');
    await fetch(`${sandboxUrl}/sandbox/rate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ratePerSecond: 1000, burst: 1000 }),
    });
    return new Crowd(customer, database, size);
  }

  get placed(): number {
    return this.#placed;
  }

  /** Places calls until there are enough. */
  async gather(): Promise<void> {
    for (;;) {
      const missing = this.size - (await this.sums()).underWay;
      if (missing <= 0) return;
      await this.#place(missing);
    }
  }

  /** From now on each call that ends has a successor. */
  hold(): void {
    this.#isHeld = true;
    this.#working = this.#refill();
  }

  async letGo(): Promise<void> {
    this.#isHeld = false;
    await this.#working;
  }

  async sums(): Promise<Sums> {
    const { rows } = await this.database.query<{ under_way: number; talking: number; fen: string }>(
      `SELECT count(*)::int AS under_way, count(*) FILTER (WHERE status = 'IN_PROGRESS')::int AS talking,
              coalesce(sum(reservation_fen), 0)::text AS fen
         FROM call WHERE account_id = $1 AND money_state = 'RESERVED'`,
      [this.customer.accountId],
    );
    const { under_way: underWay = 0, talking = 0, fen = '0' } = rows[0] ?? {};
    return { underWay, talking, reserved: (Number(fen) / 100).toFixed(2) };
  }

  async disperse(): Promise<void> {
    await this.letGo();
    await Promise.all(this.#watching);
    await this.database.end();
  }

  async #refill(): Promise<void> {
    while (this.#isHeld) {
      await this.gather();
      await pause(100);
    }
  }

  async #place(count: number): Promise<void> {
    const last = this.#placed + count;
    const worker = async (): Promise<void> => {
      while (this.#placed < last) await this.#placeOne(this.#placed++);
    };
    await Promise.all(Array.from({ length: STARTS_AT_ONCE }, worker));
  }

  async #placeOne(n: number): Promise<void> {
    const seconds = SHORTEST + ((n * 7919) % (LONGEST - SHORTEST));
    const done = await startCall(this.customer, `1380000${String(seconds).padStart(4, '0')}`, {
      caller: `139${String(n).padStart(8, '0')}`,
      maxDurationSeconds: 60 * (MOST_MINUTES + (n % MOST_MINUTES)),
      idempotencyKey: `crowd-${n}`,
    });
    if (done.__typename !== 'StartCallSuccess') throw new Error(`A call was not placed: ${done.__typename}`);
    const watching = this.#seeTalk(done.call.id).finally(() => this.#watching.delete(watching));
    this.#watching.add(watching);
  }

  /** The provider is asked how far a call is while somebody watches that call: until both talk, somebody does. */
  async #seeTalk(id: string): Promise<void> {
    const query = 'subscription ($id: ID!) { update: callUpdated(id: $id) { call { status } } }';
    const updates = this.customer.client.follow<{ update: { call: { status: string } } }>(query, { id });
    for await (const { update } of updates) if (update.call.status === 'IN_PROGRESS') return;
  }
}
