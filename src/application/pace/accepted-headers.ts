const CONFIRM_EVERY_MS = 60_000;

/**
 * KEY-1: whether the provider accepts the headers of an AppKey's requests. Requests are numbered in the order in which
 * they were sent: our own clock is what may be wrong here, and may be set right in between.
 */
export class AcceptedHeaders {
  /** The latest request that was refused; null while they are accepted. */
  #refused: number | null = null;
  #confirmedAt = -Infinity;

  refused(request: number): void {
    this.#refused = Math.max(this.#refused ?? request, request);
  }

  /**
   * Whether the alarm is to be closed: when this is the first to be accepted again, and once a minute (`now` is wall
   * milliseconds), since another process may have opened the alarm and died.
   */
  accepted(request: number, now: number): boolean {
    if (this.#refused !== null && request < this.#refused) return false;
    const isDue = this.#refused !== null || Math.abs(now - this.#confirmedAt) >= CONFIRM_EVERY_MS;
    if (isDue) this.#confirmedAt = now;
    this.#refused = null;
    return isDue;
  }
}
