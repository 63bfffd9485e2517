/** A queue per key, served round robin: whoever has much waiting delays himself alone. */
export class Lanes<Item> {
  /** Never holds an empty lane. The first key is the next to be served. */
  readonly #lanes = new Map<string, Item[]>();

  get isEmpty(): boolean {
    return this.#lanes.size === 0;
  }

  length(key: string): number {
    return this.#lanes.get(key)?.length ?? 0;
  }

  push(key: string, item: Item): void {
    const lane = this.#lanes.get(key);
    if (lane === undefined) this.#lanes.set(key, [item]);
    else lane.push(item);
  }

  shift(): Item | undefined {
    const next = this.#lanes.entries().next();
    if (next.done === true) return undefined;
    const [key, lane] = next.value;
    this.#lanes.delete(key);
    const item = lane.shift();
    if (lane.length > 0) this.#lanes.set(key, lane);
    return item;
  }

  /** False where it is not there. */
  remove(key: string, item: Item): boolean {
    const lane = this.#lanes.get(key) ?? [];
    const index = lane.indexOf(item);
    if (index === -1) return false;
    lane.splice(index, 1);
    if (lane.length === 0) this.#lanes.delete(key);
    return true;
  }

  /** Takes out what stands at the front of a lane for as long as it is so. */
  shiftWhile(isSo: (item: Item) => boolean): Item[] {
    const taken: Item[] = [];
    for (const [key, lane] of [...this.#lanes]) {
      const first = lane.findIndex((item) => !isSo(item));
      taken.push(...lane.splice(0, first === -1 ? lane.length : first));
      if (lane.length === 0) this.#lanes.delete(key);
    }
    return taken;
  }
}
