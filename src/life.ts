type Stop = () => Promise<void>;

/** What was started, and the order in which it stops. */
export class Life {
  readonly #work: Stop[] = [];
  readonly #ground: Stop[] = [];
  #stopping: Promise<void> | null = null;

  get isStopping(): boolean {
    return this.#stopping !== null;
  }

  /** What brings in work or does it: stopped first and all at once, in the order added. */
  addWork(stop: Stop): void {
    this.#work.push(stop);
  }

  /** What work rests on: stopped one after the other, in reverse, when all work has ended. */
  add(stop: Stop): void {
    this.#ground.push(stop);
  }

  /**
   * Stops everything, once.
   *
   * @throws AggregateError at the end: a part that fails to stop doesn't keep the others from it.
   */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    const results = await Promise.allSettled(this.#work.map(async (stop) => stop()));
    for (const stop of this.#ground.reverse()) results.push(...(await Promise.allSettled([stop()])));
    const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    if (errors.length > 0) throw new AggregateError(errors, 'Not everything could be stopped.');
  }
}
