/** When there was somebody who could take work over: PostgreSQL and at least one replica that is neither dead nor stopped. */
export class Availability {
  readonly #changes: { readonly at: number; readonly available: boolean }[] = [{ at: 0, available: false }];
  readonly #ready = new Set<string>();
  #database = true;

  replica(name: string, ready: boolean): void {
    if (ready) this.#ready.add(name);
    else this.#ready.delete(name);
    this.#note();
  }

  database(up: boolean): void {
    this.#database = up;
    this.#note();
  }

  /** How many replicas serve. */
  get ready(): number {
    return this.#ready.size;
  }

  /** For how many of the wall milliseconds between these two there was somebody. */
  during(from: number, to: number): number {
    return this.#changes.reduce((sum, { at, available }, index) => {
      const end = this.#changes[index + 1]?.at ?? Infinity;
      return available ? sum + Math.max(0, Math.min(end, to) - Math.max(at, from)) : sum;
    }, 0);
  }

  #note(): void {
    const available = this.#database && this.#ready.size > 0;
    if (this.#changes.at(-1)?.available !== available) this.#changes.push({ at: Date.now(), available });
  }
}
