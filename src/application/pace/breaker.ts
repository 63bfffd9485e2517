const PROBE_EVERY_MS = 10_000;
const CONFIRM_EVERY_MS = 60_000;

/**
 * PACE-1: holds starts back while the account at the provider is empty, but for one every ten seconds, which
 * finds out whether it still is. Pure: times are wall milliseconds and come in as arguments.
 */
export class Breaker {
  #openedAt: number | null = null;
  #closedAt = -Infinity;
  #probeAt = -Infinity;
  #confirmedAt = -Infinity;

  get isOpen(): boolean {
    return this.#openedAt !== null;
  }

  /** When a start is let through: null for at once. */
  waitsUntil(now: number): number | null {
    return this.isOpen && now < this.#probeAt ? this.#probeAt : null;
  }

  /** A start goes through: while open, it is the probe, and the only one for a while. */
  pass(now: number): void {
    if (this.isOpen) this.#probeAt = now + PROBE_EVERY_MS;
  }

  /** The start that went through was not sent after all: another may probe. */
  giveBack(now: number): void {
    if (this.isOpen) this.#probeAt = now;
  }

  /** The provider's answer to a start that was sent at `sentAt`: it is empty. Whether that is news. */
  empty(sentAt: number, now: number): boolean {
    if (sentAt < this.#closedAt) return false;
    const wasOpen = this.isOpen;
    if (!wasOpen) this.#probeAt = now + PROBE_EVERY_MS;
    this.#openedAt ??= now;
    return !wasOpen;
  }

  /**
   * The provider's answer to a start that was sent at `sentAt`: it was placed. Whether the alarm is to be closed: when
   * this closes the breaker, and once a minute, since another process may have opened the alarm and died.
   */
  started(sentAt: number, now: number): boolean {
    if (this.#openedAt !== null && sentAt < this.#openedAt) return false;
    const isDue = this.isOpen || now - this.#confirmedAt >= CONFIRM_EVERY_MS;
    if (this.isOpen) this.#closedAt = now;
    if (isDue) this.#confirmedAt = now;
    this.#openedAt = null;
    return isDue;
  }
}
