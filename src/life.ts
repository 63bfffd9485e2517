/** What was started, to be stopped in reverse. */
export class Life {
  readonly #stops: (() => Promise<void>)[] = [];
  #stopping: Promise<void> | null = null;

  get isStopping(): boolean {
    return this.#stopping !== null;
  }

  add(stop: () => Promise<void>): void {
    this.#stops.push(stop);
  }

  /** Stops everything, once; a part that fails to stop doesn't keep the others from it, and is told at the end. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    const errors: unknown[] = [];
    for (const stop of this.#stops.reverse()) await stop().catch((error: unknown) => errors.push(error));
    if (errors.length > 0) throw new AggregateError(errors, 'Not everything could be stopped.');
  }
}
