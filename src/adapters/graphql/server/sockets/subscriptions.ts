import type { Watcher } from '../../live/watcher.ts';

/**
 * The subscriptions of one socket: those that are being set up, also where the client has given their ids back meanwhile,
 * and those that watch. The protocol's library knows them by their ids alone, and may hold one id for two.
 */
export class Subscriptions {
  readonly #begun = new Set<string>();
  readonly #watchers = new Set<Watcher>();
  #isOver = false;

  get size(): number {
    return this.#begun.size + this.#watchers.size;
  }

  /** @returns false where one with this id is being set up. */
  begin(id: string): boolean {
    if (this.#begun.has(id)) return false;
    this.#begun.add(id);
    return true;
  }

  /** It is not being set up any more, whatever has become of it. */
  settle(id: string): void {
    this.#begun.delete(id);
  }

  add(watcher: Watcher): void {
    this.#watchers.add(watcher);
    watcher.onOver(() => this.#watchers.delete(watcher));
    if (this.#isOver) void watcher.return();
  }

  /** The socket is closed. What is still being set up ends when it has begun. */
  end(): void {
    this.#isOver = true;
    for (const watcher of this.#watchers) void watcher.return();
  }
}
