/** Who looks elsewhere for a moment comes back to a page that has gone on. */
const UNSEEN_MS = 60_000;

/** Whether somebody looks at this tab, or has until a minute ago. */
export class Looking {
  readonly #leaving = new AbortController();
  readonly #waiting = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAway = false;

  /** @param away called when nobody has looked for so long. */
  constructor(private readonly away: () => void) {
    document.addEventListener('visibilitychange', this.#changed, { signal: this.#leaving.signal });
    this.#changed();
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  /** Resolves when somebody looks. */
  async back(): Promise<void> {
    if (this.#isAway) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  stop(): void {
    this.#leaving.abort();
    this.#return();
  }

  readonly #changed = (): void => {
    this.#return();
    if (document.visibilityState === 'hidden') this.#timer = setTimeout(this.#leave, UNSEEN_MS);
  };

  readonly #leave = (): void => {
    this.#isAway = true;
    this.away();
  };

  #return(): void {
    clearTimeout(this.#timer);
    this.#isAway = false;
    for (const go of this.#waiting) go();
    this.#waiting.clear();
  }
}
