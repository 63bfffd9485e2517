interface Entry {
  readonly due: number;
  /** Distinguishes entries of one due time; the smaller one comes first. */
  readonly order: number;
  readonly key: string;
}

/**
 * Keys in the order of their due times, oldest first. Binary search in a sorted array: the array's end is moved in
 * memory by an insertion, which stays cheap for tens of thousands of keys.
 */
export class DueQueue {
  readonly #entries: Entry[] = [];
  readonly #byKey = new Map<string, Entry>();
  #lastOrder = 0;

  /** Adds a key, or gives it another due time. */
  put(key: string, due: Date): void {
    const known = this.#byKey.get(key);
    if (known?.due === due.getTime()) return;
    this.remove(key);
    this.#lastOrder += 1;
    const entry = { due: due.getTime(), order: this.#lastOrder, key };
    this.#entries.splice(this.#firstNotBefore(entry.due, entry.order), 0, entry);
    this.#byKey.set(key, entry);
  }

  remove(key: string): void {
    const known = this.#byKey.get(key);
    if (!known) return;
    this.#entries.splice(this.#firstNotBefore(known.due, known.order), 1);
    this.#byKey.delete(key);
  }

  /** The keys due at `now` or before, of which the first `limit` that are `wanted`. */
  dueAt(now: Date, limit: number, wanted: (key: string) => boolean): string[] {
    const found: string[] = [];
    for (const { due, key } of this.#entries) {
      if (due > now.getTime() || found.length === limit) break;
      if (wanted(key)) found.push(key);
    }
    return found;
  }

  /** The earliest due time after `now`. */
  nextAfter(now: Date): Date | null {
    const next = this.#entries[this.#firstNotBefore(now.getTime(), Infinity)];
    return next ? new Date(next.due) : null;
  }

  #firstNotBefore(due: number, order: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.#entries[middle];
      if (entry && (entry.due < due || (entry.due === due && entry.order < order))) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
