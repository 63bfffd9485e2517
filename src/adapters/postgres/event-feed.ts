import type { Pool } from 'pg';
import type { EventFeed } from '../../application/ports/event-feed.ts';
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

  constructor(private readonly pool: Pool) {}

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

  /** To be called after a commit of the account, and not before. */
  committed(account: AccountId): void {
    this.#watched.get(account)?.wakes.forEach((wake) => wake());
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
      if (watched === undefined || watched.head === head) continue;
      watched.head = head;
      this.committed(id);
    }
  }
}
