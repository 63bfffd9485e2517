/**
 * CALL-5: work that an orderly stop waits for, whether or not anybody still waits for its answer: a telephone may be
 * ringing for it, and what became of that is yet to be recorded.
 */
export class UnderWay {
  readonly #works = new Set<Promise<unknown>>();

  /** The same work, which counts as under way until it has ended in one way or another. */
  counted<Words extends readonly unknown[], Answer>(
    work: (...words: Words) => Promise<Answer>,
  ): (...words: Words) => Promise<Answer> {
    return (...words) => {
      const working = work(...words);
      const done = (): unknown => this.#works.delete(working);
      this.#works.add(working);
      working.then(done, done);
      return working;
    };
  }

  /** Resolves when nothing is under way, with what begins in the meantime. */
  async ended(): Promise<void> {
    while (this.#works.size > 0) await Promise.allSettled(this.#works);
  }
}
