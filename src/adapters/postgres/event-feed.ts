import type { Pool } from 'pg';
import type { EventFeed } from '../../application/ports/event-feed.ts';
import type { HintCarrier } from '../../application/ports/hint-carrier.ts';
import type { Metrics } from '../../application/ports/metrics.ts';
import type { Log } from '../../application/ports/ports.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Hint } from './hint-board.ts';
import { HintBoard, readHints } from './hint-board.ts';
import { prepared } from './statements.ts';

interface Watched {
  /** The newest event that is known of; null before it was looked for. */
  head: bigint | null;
  readonly wakes: Set<() => void>;
}

/**
 * Wakes watchers after each commit of this process at once, and after those of others when they hint at them, or else
 * when the heads of the watched accounts are compared. A hint is not believed: it makes a comparison come sooner.
 */
export class PostgresEventFeed implements EventFeed {
  readonly #watched = new Map<AccountId, Watched>();
  readonly #board: HintBoard;
  /** What is to be looked at next, while a look goes on. */
  readonly #hints = new Set<AccountId>();
  #looking = false;
  #isDeaf = false;

  constructor(
    private readonly pool: Pool,
    private readonly log: Log,
    private readonly metrics: Pick<Metrics, 'hints'>,
    carrier: HintCarrier,
    /** Between two tellings of what was committed here. */
    pause: () => Promise<unknown>,
  ) {
    this.#board = new HintBoard(carrier, pause);
    carrier.listen({
      heard: (text) => this.#hinted(readHints(text)),
      lost: (reason) => this.#lost(reason),
      connected: () => this.#connected(),
    });
  }

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

  /** To be called after a commit of the account, and not before. `head` is its newest event. */
  committed(account: AccountId, head: bigint): void {
    this.#board.add(account, head);
    this.#wake(account, head);
  }

  #wake(account: AccountId, head: bigint): void {
    const watched = this.#watched.get(account);
    if (watched === undefined) return;
    if (head > (watched.head ?? -1n)) watched.head = head;
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
    await this.#compare([...this.#watched.keys()]);
  }

  /** Said once, however often it is tried in vain. */
  #lost(reason: string): void {
    if (this.#isDeaf) return;
    this.#isDeaf = true;
    this.metrics.hints(false);
    this.log('warn', 'No hints between replicas; heads are compared once a second.', { reason });
  }

  #connected(): void {
    if (this.#isDeaf) this.log('info', 'Hints between replicas come again.');
    this.#isDeaf = false;
    this.metrics.hints(true);
    this.#hinted(null);
  }

  /** Null: nobody knows of which accounts. */
  #hinted(hints: readonly Hint[] | null): void {
    const all = hints === null ? [...this.#watched.keys()] : hints.filter((hint) => this.#isNews(hint)).map(idOf);
    for (const account of all) this.#hints.add(account);
    if (!this.#looking && this.#hints.size > 0) void this.#look();
  }

  #isNews({ account, head }: Hint): boolean {
    const watched = this.#watched.get(account);
    return watched !== undefined && head > (watched.head ?? -1n);
  }

  /** One look at a time: hints that come meanwhile are merged. */
  async #look(): Promise<void> {
    this.#looking = true;
    try {
      while (this.#hints.size > 0) {
        const accounts = [...this.#hints];
        this.#hints.clear();
        await this.#compare(accounts);
      }
    } catch {
      // The comparison once a second says what is wrong, once, and finds what this one would have.
    } finally {
      this.#looking = false;
    }
  }

  async #compare(accounts: readonly AccountId[]): Promise<void> {
    if (accounts.length === 0) return;
    const ids = `{${accounts.join(',')}}`;
    const question = prepared('SELECT id, sequence FROM account WHERE id = ANY ($1::uuid[])', [ids]);
    const { rows } = await this.pool.query<{ id: AccountId; sequence: string }>(question);
    for (const { id, sequence } of rows) {
      const watched = this.#watched.get(id);
      const head = BigInt(sequence);
      if (watched === undefined || head <= (watched.head ?? -1n)) continue;
      this.#wake(id, head);
    }
  }
}

function idOf({ account }: Hint): AccountId {
  return account;
}
