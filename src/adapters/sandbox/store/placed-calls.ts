import type { CallFilter, SandboxCall } from './store.ts';

/** Calls in the order in which they were placed, found without looking at all of them. */
export class PlacedCalls {
  readonly #all: SandboxCall[] = [];
  readonly #places = new Map<string, number>();
  readonly #byCallee = new Map<string, number[]>();

  add(call: SandboxCall): void {
    const place = this.#all.push(call) - 1;
    this.#places.set(call.session, place);
    for (const { number } of call.callees) {
      const ofCallee = this.#byCallee.get(number);
      if (ofCallee) ofCallee.push(place);
      else this.#byCallee.set(number, [place]);
    }
  }

  find(session: string): SandboxCall | null {
    return this.#all[this.#places.get(session) ?? -1] ?? null;
  }

  newest(filter: CallFilter, limit: number): SandboxCall[] {
    const found: SandboxCall[] = [];
    const places = this.#placesOf(filter);
    for (let index = (places ?? this.#all).length - 1; index >= 0 && found.length < limit; index -= 1) {
      const call = this.#all[places?.[index] ?? index];
      if (call && fits(call, filter)) found.push(call);
    }
    return found;
  }

  /** Oldest first, of those placed after the call `after`; null or a session that is not known: from the first on. */
  placedAfter(filter: CallFilter, after: string | null, limit: number): SandboxCall[] {
    const found: SandboxCall[] = [];
    const first = after === null ? 0 : (this.#places.get(after) ?? -1) + 1;
    for (let place = first; place < this.#all.length && found.length < limit; place += 1) {
      const call = this.#all[place];
      if (call && fits(call, filter)) found.push(call);
    }
    return found;
  }

  #placesOf({ callee }: CallFilter): readonly number[] | null {
    return callee === undefined ? null : (this.#byCallee.get(callee) ?? []);
  }
}

function fits(call: SandboxCall, filter: CallFilter): boolean {
  return (
    (filter.appKey ?? call.appKey) === call.appKey &&
    (filter.caller ?? call.caller) === call.caller &&
    (filter.callee === undefined || call.callees.some(({ number }) => number === filter.callee))
  );
}
