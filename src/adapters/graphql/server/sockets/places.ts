/** Places that are held under a name, up to so many at once. */
export class Places {
  readonly #held = new Map<string, number>();

  constructor(private readonly most: number | null) {}

  /** How to give the place back, which may be called again; null where all are held. */
  take(name: string): (() => void) | null {
    const held = this.#held.get(name) ?? 0;
    if (this.most !== null && held >= this.most) return null;
    this.#held.set(name, held + 1);
    let isHeld = true;
    return () => {
      if (isHeld) this.#giveBack(name);
      isHeld = false;
    };
  }

  #giveBack(name: string): void {
    const left = (this.#held.get(name) ?? 0) - 1;
    if (left > 0) this.#held.set(name, left);
    else this.#held.delete(name);
  }
}
