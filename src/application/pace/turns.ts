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
/** Whatever the provider says: what it says may be wrong. */
const LONGEST_PAUSE_MS = 300_000;

/**
 * Whose turn it is at the provider: a token bucket whose rate learns, in front of it the accounts' queues, served round
 * robin, starts before queries. Pure: times are wall milliseconds and come in as arguments.
 */
export class Turns {
  readonly #rate: LearnedRate;
  /** Starts, and queries that have aged: those in a lane of their own, so that neither holds up the other. */
  readonly #first = new Lanes<Ticket>();
  readonly #later = new Lanes<Ticket>();
  #level: number;
  #filledAt = -Infinity;
  #pausedUntil = -Infinity;

  /** `replicas` share the rate that the provider allows, `perSecond`. */
  constructor(
    perSecond: number,
    private readonly replicas: () => number,
  ) {
    this.#rate = new LearnedRate(perSecond);
    this.#level = Infinity;
  }

  /** Per second, for this replica. */
  rate(now: number): number {
    return this.#rate.at(now) / Math.max(1, this.replicas());
  }

  /** False where as many of the account wait as may. */
  queue(ticket: Ticket): boolean {
    const lanes = ticket.errand === 'START' ? this.#first : this.#later;
    if (lanes.length(ticket.account) >= WAITING_PER_ACCOUNT) return false;
    lanes.push(ticket.account, ticket);
    return true;
  }

  leave(ticket: Ticket): void {
    const isIn = [this.#first, this.#later].some((lanes) => lanes.remove(ticket.account, ticket));
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
      const ticket = this.#first.shift() ?? this.#later.shift();
      if (ticket === undefined) break;
      this.#level -= 1;
      taken.push(ticket);
    }
    return taken;
  }

  /** When the next turn can come; null while nobody waits. */
  nextAt(now: number): number | null {
    return this.#first.isEmpty && this.#later.isEmpty ? null : this.freeAt(now);
  }

  /** When there is something to be had, whoever gets it. */
  freeAt(now: number): number {
    this.#fill(now);
    const missing = Math.max(0, WHOLE - this.#level);
    return Math.max(this.#pausedUntil, now + Math.ceil((missing * 1000) / this.rate(now)), now + 1);
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
