import type { AnyCall } from '../../domain/any-call.ts';
import type { CallId } from '../../domain/ids.ts';

/** Follows a call until what it returns is called. */
export type FollowOne = (id: CallId) => () => void;

/** The most calls that one board has the provider asked about: who places more at once sees the rest end. */
export const MOST_FOLLOWED = 50;

/**
 * LIVE-3: follows the newest of the calls that a board shows, for the progress of those is still to come. A call that is
 * no longer among them is followed no more.
 */
export class FollowedCalls {
  readonly #followed = new Map<CallId, () => void>();

  constructor(private readonly follow: FollowOne) {}

  keep(shown: Iterable<AnyCall>): void {
    const newest = [...shown].sort((a, b) => b.order.placedAt.getTime() - a.order.placedAt.getTime());
    const kept = new Set(newest.slice(0, MOST_FOLLOWED).map(({ id }) => id));
    for (const [id, unfollow] of this.#followed) {
      if (kept.has(id)) continue;
      unfollow();
      this.#followed.delete(id);
    }
    for (const id of kept) if (!this.#followed.has(id)) this.#followed.set(id, this.follow(id));
  }

  end(): void {
    this.keep([]);
  }
}
