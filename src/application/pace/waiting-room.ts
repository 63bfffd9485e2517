import type { Clock } from '../ports/clock.ts';
import type { Errand, Metrics } from '../ports/metrics.ts';
import type { Ticket, Turns } from './turns.ts';

/** Who is woken when the turn has come, and when it is not waited for any more. */
class Waiting {
  isCalled = false;
  readonly #woken = new AbortController();

  get woken(): AbortSignal {
    return this.#woken.signal;
  }

  call(): void {
    this.isCalled = true;
    this.#woken.abort();
  }

  dismiss(): void {
    this.#woken.abort();
  }
}

/** Where errands wait for their turn. It sleeps only while somebody waits. */
export class WaitingRoom {
  readonly #waiting = new Map<Ticket, Waiting>();
  #isDismissed = false;
  #alarm: { readonly at: number; readonly off: AbortController } | null = null;

  constructor(
    private readonly turns: Turns,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  /** Whether its turn came within so many wall milliseconds, and before `end`. */
  async enter(errand: Errand, account: string, patienceMs: number, end?: AbortSignal): Promise<boolean> {
    const since = this.#now();
    const ticket: Ticket = { errand, account, since };
    const waiting = new Waiting();
    if (this.turns.queue(ticket)) {
      this.#waiting.set(ticket, waiting);
      this.#serve();
      if (!this.#isDismissed) await this.#wait(waiting.woken, since + patienceMs, end);
      if (this.#waiting.delete(ticket)) {
        this.turns.leave(ticket);
        this.#serve();
      }
    }
    const { isCalled } = waiting;
    this.metrics.turn(errand, isCalled ? 'TAKEN' : 'REFUSED', (this.#now() - since) / 1000);
    return isCalled;
  }

  /** From now on nobody waits: who comes gets a turn that is there, or none. */
  dismiss(): void {
    this.#isDismissed = true;
    for (const waiting of this.#waiting.values()) waiting.dismiss();
  }

  /** When asking again is worth while. */
  freeAt(): Date {
    return new Date(this.turns.freeAt(this.#now()));
  }

  /** A turn was not used: whoever is next gets it. */
  giveBack(): void {
    this.turns.giveBack(this.#now());
    this.#serve();
  }

  /** The provider has refused something because it came too fast. */
  refused(retryAfterSeconds: number): void {
    this.turns.refused(this.#now(), retryAfterSeconds * 1000);
    this.#serve();
  }

  async #wait(woken: AbortSignal, until: number, end: AbortSignal | undefined): Promise<void> {
    const over = end === undefined ? woken : AbortSignal.any([woken, end]);
    // The clock wakes sleepers early when service time is moved.
    while (!over.aborted && this.#now() < until) await this.clock.sleep(until - this.#now(), over);
  }

  /** Calls whose turn it is, and sees to it that the next is called in time. */
  #serve(): void {
    const now = this.#now();
    for (const ticket of this.turns.take(now)) {
      this.#waiting.get(ticket)?.call();
      this.#waiting.delete(ticket);
    }
    const at = this.turns.nextAt(now);
    if (this.#alarm?.at === at) return;
    this.#alarm?.off.abort();
    this.#alarm = null;
    if (at === null) return;
    const alarm = { at, off: new AbortController() };
    this.#alarm = alarm;
    void this.clock.sleep(at - now, alarm.off.signal).then(() => {
      if (this.#alarm !== alarm) return;
      this.#alarm = null;
      this.#serve();
    });
  }

  #now(): number {
    return this.clock.wall().getTime();
  }
}
