import PQueue from 'p-queue';

/** A second is let through in so many portions: between two of them there is time for requests. */
const PORTIONS = 50;
/** More wait nowhere: their clients would no longer. */
const LONGEST_WAIT_SECONDS = 20;

/** Lets so many through in a second. Who comes faster waits for a turn, in the order of coming. */
export class Turnstile {
  readonly #queue: PQueue;

  constructor(private readonly perSecond: number) {
    const intervalCap = Math.ceil(perSecond / PORTIONS);
    this.#queue = new PQueue({ intervalCap, interval: (intervalCap * 1000) / perSecond });
  }

  /** Whether so many wait that another would not come through in time. */
  get isFull(): boolean {
    return this.#queue.size >= this.perSecond * LONGEST_WAIT_SECONDS;
  }

  /** Resolves with the turn. @throws the signal's reason, where it is aborted before: the place in the queue is free. */
  async pass(left: AbortSignal): Promise<void> {
    await this.#queue.add(() => undefined, { signal: left });
  }
}
