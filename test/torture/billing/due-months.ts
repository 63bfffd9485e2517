import type { Month } from '../../../src/domain/month.ts';
import type { Database } from '../database.ts';
import { Turns } from '../turns.ts';

/** BILL-1: a month's bills are due a day and half an hour after its end. */
const AFTER_MS = 24.5 * 3_600_000;

/** Makes months due one after the other, by the service's clock, so that there is something to bill for as long as possible. */
export class DueMonths {
  readonly #turns = new Turns(1);
  #due = 0;

  constructor(
    private readonly database: Database,
    private readonly months: readonly Month[],
  ) {}

  /** How many accounts wait for a bill that is due. */
  async waiting(): Promise<number> {
    const until = this.months[this.#due - 1]?.end;
    if (until === undefined) return 0;
    const sql = 'SELECT count(*)::int AS accounts FROM account WHERE billed_until < $1';
    return (await this.database.ask<{ accounts: number }>(sql, [until]))[0]?.accounts ?? NaN;
  }

  /** The next month is due, where all that were due have their bills. Nothing happens after the last. */
  offer(): Promise<void> {
    return this.#turns.during(async () => {
      if ((await this.waiting()) === 0) await this.#reach(Math.min(this.#due + 1, this.months.length));
    });
  }

  /** All months are due. */
  offerAll(): Promise<void> {
    return this.#turns.during(() => this.#reach(this.months.length));
  }

  async #reach(count: number): Promise<void> {
    const last = this.months[count - 1];
    if (count === this.#due || last === undefined) return;
    this.#due = count;
    await this.database.writeClock({ wall: new Date(), service: new Date(last.end.getTime() + AFTER_MS), rate: 1 });
  }
}
