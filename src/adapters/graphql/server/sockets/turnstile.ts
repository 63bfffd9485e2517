/** Lets so many through in a second, at most a second's worth at once. `now` is in milliseconds, on one clock. */
export class Turnstile {
  #left: number;
  #at: number | null = null;

  constructor(private readonly perSecond: number) {
    this.#left = perSecond;
  }

  pass(now: number): boolean {
    const passed = this.#at === null ? 0 : Math.max(0, now - this.#at);
    this.#left = Math.min(this.perSecond, this.#left + (passed * this.perSecond) / 1000);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
