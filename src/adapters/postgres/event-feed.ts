import type { Pool } from 'pg';
import type { EventFeed } from '../../application/ports/event-feed.ts';
import type { Log } from '../../application/ports/ports.ts';
import type { AccountId } from '../../domain/ids.ts';
import { prepared } from './statements.ts';

interface Watched {
  /** The newest event that is known of; null before it was looked for. */
  head: bigint | null;
  readonly wakes: Set<() => void>;
}

/**
 * Wakes watchers after each commit of this process at once, and after those of others when it compares the heads of the
 * watched accounts. NOTIFY would do neither better: it makes commits wait for one another.
 */
export class PostgresEventFeed implements EventFeed {
  readonly #watched = new Map<AccountId, Watched>();

  constructor(
    private readonly pool: Pool,
    private readonly log: Log,
  ) {}

  watch(account: AccountId, wake: () => void): { stop(): void } {
    const watched = this.#watched.get(account) ?? { head: null, wakes: new Set() };
    // One entry per watcher, also where two bring the same function.
    const own = (): void => wake();
    watched.wakes.add(own);
    this.#watched.set(account, watched);
    const stop = (): void => {
      watched.wakes.delete(own);
      if (watched.wakes.size === 0 && this.#watched.get(account) === watched) this.#watched.delete(account);
    };
    return { stop };
  }

  /** To be called after a commit of the account, and not before. `head` is its newest event, where that is known. */
  committed(account: AccountId, head?: bigint): void {
    const watched = this.#watched.get(account);
    if (watched === undefined) return;
    if (head !== undefined && head > (watched.head ?? -1n)) watched.head = head;
    for (const wake of watched.wakes) {
      try {
        wake();
      } catch (error) {
        // What is committed is committed: a watcher's trouble is not the decision's.
        this.log('error', 'A watcher failed.', { account, reason: String(error) });
      }
    }
  }

  /**
   * Looks for commits of other processes, in one query for all watched accounts. The first look wakes once more than is
   * needed: nobody knows what was committed between the watcher's own reading and its watching.
   */
  async compareHeads(): Promise<void> {
    if (this.#watched.size === 0) return;
    const ids = `{${[...this.#watched.keys()].join(',')}}`;
    const question = prepared('SELECT id, sequence FROM account WHERE id = ANY ($1::uuid[])', [ids]);
    const { rows } = await this.pool.query<{ id: AccountId; sequence: string }>(question);
    for (const { id, sequence } of rows) {
      const watched = this.#watched.get(id);
      const head = BigInt(sequence);
      if (watched === undefined || head <= (watched.head ?? -1n)) continue;
      this.committed(id, head);
    }
  }
}
