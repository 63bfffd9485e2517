import { closeCodeOf } from './live-failure.ts';

/** Whether what is shown live is as it is now. CROWDED: other pages of this person have all the sockets that one may. */
export type Line = 'LIVE' | 'RECONNECTING' | 'CROWDED';

const TRY_AGAIN_LATER = 1013;

/** Which watches stand still, and why: what they have shown may be old. */
export class Standstills {
  readonly #why = new Map<AbortSignal, Error>();
  readonly #listeners = new Set<() => void>();
  #line: Line = 'LIVE';

  get line(): Line {
    return this.#line;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  begin(watch: AbortSignal, why: Error): void {
    this.#why.set(watch, why);
    this.#tell();
  }

  end(watch: AbortSignal): void {
    if (this.#why.delete(watch)) this.#tell();
  }

  #tell(): void {
    const line = this.#now();
    if (line === this.#line) return;
    this.#line = line;
    for (const listener of this.#listeners) listener();
  }

  #now(): Line {
    if (this.#why.size === 0) return 'LIVE';
    const isCrowded = [...this.#why.values()].some((why) => closeCodeOf(why) === TRY_AGAIN_LATER);
    return isCrowded ? 'CROWDED' : 'RECONNECTING';
  }
}
