import type { Errand } from '../ports/metrics.ts';
import { Lanes } from './lanes.ts';
import { LearnedRate } from './learned-rate.ts';

/** One who waits for a turn. */
export interface Ticket {
  readonly errand: Errand;
  readonly account: string;
  /** Wall milliseconds. */
  readonly since: number;
}

/** The rest of what the provider takes at once covers what bunches up on the way to it. */
const BURST_SHARE = 0.9;
/** A query that has waited for so long counts like a start: settlement must not starve. */
const AGED_MS = 5000;
/** A turn, but for what rounding may have taken off it. */
const WHOLE = 1 - 1e-9;
const WAITING_PER_ACCOUNT = 100;
/** Of what the bucket holds: a check leaves so much to whoever comes next. */
const SHARE_LEFT_BY_CHECKS = 0.5;
/** Whatever the provider says: what it says may be wrong. */
const LONGEST_PAUSE_MS = 300_000;

/**
 * Whose turn it is at the provider: a token bucket whose rate learns, in front of it the accounts' queues, served round
 * robin, starts before queries. Checks have a rate of their own, and a turn only while nobody else waits and half of the
 * bucket remains. Pure: times are wall milliseconds and come in as arguments.
 */
export class Turns {
  readonly #rate: LearnedRate;
  /** Starts, and queries that have aged: those in a lane of their own, so that neither holds up the other. */
  readonly #first = new Lanes<Ticket>();
  readonly #later = new Lanes<Ticket>();
  readonly #checks = new Lanes<Ticket>();
  #checkFrom = -Infinity;
  #level: number;
  #filledAt = -Infinity;
  #pausedUntil = -Infinity;

  /** `replicas` share the rates: what the provider allows, and what checks take of it at most. */
  constructor(
    perSecond: number,
    private readonly replicas: () => number,
    private readonly checksPerSecond = Infinity,
  ) {
    this.#rate = new LearnedRate(perSecond);
    this.#level = Infinity;
  }

  /** Per second, for this replica. */
  rate(now: number): number {
    return this.#rate.at(now) / this.#sharers();
  }

  /** False where as many of the account wait as may. */
  queue(ticket: Ticket): boolean {
    const lanes = { START: this.#first, QUERY: this.#later, CHECK: this.#checks }[ticket.errand];
    if (lanes.length(ticket.account) >= WAITING_PER_ACCOUNT) return false;
    lanes.push(ticket.account, ticket);
    return true;
  }

  leave(ticket: Ticket): void {
    const isIn = [this.#first, this.#later, this.#checks].some((lanes) => lanes.remove(ticket.account, ticket));
    if (!isIn) this.#first.remove(agedLane(ticket), ticket);
  }

  /** Whose turn has come, in order. */
  take(now: number): readonly Ticket[] {
    this.#fill(now);
    for (const aged of this.#later.shiftWhile(({ since }) => since + AGED_MS <= now)) {
      this.#first.push(agedLane(aged), aged);
    }
    const taken: Ticket[] = [];
    while (now >= this.#pausedUntil && this.#level >= WHOLE) {
      const ticket = this.#first.shift() ?? this.#later.shift() ?? this.#takeCheck(now);
      if (ticket === undefined) break;
      this.#level -= 1;
      taken.push(ticket);
    }
    return taken;
  }

  /** When the next turn can come; null while nobody waits. */
  nextAt(now: number): number | null {
    if (!this.#first.isEmpty || !this.#later.isEmpty) return this.freeAt(now);
    return this.#checks.isEmpty ? null : Math.max(this.#checkFrom, this.#heldAt(this.#enoughToCheck(now), now));
  }

  /** When there is something to be had, whoever gets it. */
  freeAt(now: number): number {
    return this.#heldAt(WHOLE, now);
  }

  /** A turn was not used. */
  giveBack(now: number): void {
    this.#fill(now);
    this.#level = Math.min(this.#burst(now), this.#level + 1);
  }

  /** The provider has refused something because it came too fast: it has nothing left, and says for how long. */
  refused(now: number, retryAfterMs: number): void {
    this.#fill(now);
    this.#rate.refused(now);
    this.#level = 0;
    this.#pausedUntil = Math.max(this.#pausedUntil, now + Math.min(retryAfterMs, LONGEST_PAUSE_MS));
  }

  #takeCheck(now: number): Ticket | undefined {
    if (now < this.#checkFrom || this.#level < this.#enoughToCheck(now)) return undefined;
    const ticket = this.#checks.shift();
    if (ticket !== undefined) this.#checkFrom = now + (1000 * this.#sharers()) / this.checksPerSecond;
    return ticket;
  }

  #enoughToCheck(now: number): number {
    const burst = this.#burst(now);
    return Math.min(burst, WHOLE + burst * SHARE_LEFT_BY_CHECKS);
  }

  /** When the bucket holds so much, if nobody takes of it. */
  #heldAt(level: number, now: number): number {
    this.#fill(now);
    const missing = Math.max(0, level - this.#level);
    return Math.max(this.#pausedUntil, now + Math.ceil((missing * 1000) / this.rate(now)), now + 1);
  }

  #sharers(): number {
    return Math.max(1, this.replicas());
  }

  #fill(now: number): void {
    const passed = Math.max(0, now - this.#filledAt);
    this.#level = Math.min(this.#burst(now), this.#level + (passed * this.rate(now)) / 1000);
    this.#filledAt = now;
  }

  #burst(now: number): number {
    return Math.max(1, this.rate(now) * BURST_SHARE);
  }
}

function agedLane({ account }: Ticket): string {
  return `queries of ${account}`;
}
