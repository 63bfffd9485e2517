import type { AccountId } from '../../domain/ids.ts';
import type { Ports } from '../ports/ports.ts';
import { within } from '../view.ts';
import type { Bell } from './bell.ts';
import type { Listen } from './watched.ts';

/** More changes than these at once, and everybody looks. */
const MOST_CHANGES = 100;

/** What is listened to: one subject by its id, or whatever happens in the account (null). */
type Subject = string | null;

/**
 * Rings only those whose subject has changed: one look at an account's new events, for all that is watched of it. With
 * a bell each, a commit would make every watcher of the account read.
 */
export class News {
  readonly #accounts = new Map<AccountId, AccountNews>();

  constructor(private readonly ports: Ports) {}

  of(account: AccountId, subject: Subject): Listen {
    return (bell) => {
      const news = this.#accounts.get(account) ?? new AccountNews(this.ports, account);
      this.#accounts.set(account, news);
      news.add(subject, bell);
      const stop = (): void => {
        if (news.remove(subject, bell) && this.#accounts.get(account) === news) this.#accounts.delete(account);
      };
      return { stop };
    };
  }
}

class AccountNews {
  readonly #bells = new Map<Subject, Set<Bell>>();
  readonly #watch: { stop(): void };
  /** The newest event that was looked at; null before the first look. */
  #head: bigint | null = null;
  #looking = false;
  #more = false;

  constructor(
    private readonly ports: Ports,
    private readonly account: AccountId,
  ) {
    this.#watch = ports.events.watch(account, () => this.#wake());
  }

  add(subject: Subject, bell: Bell): void {
    this.#bells.set(subject, (this.#bells.get(subject) ?? new Set()).add(bell));
  }

  /** @returns whether nobody listens any more. */
  remove(subject: Subject, bell: Bell): boolean {
    const bells = this.#bells.get(subject);
    bells?.delete(bell);
    if (bells?.size === 0) this.#bells.delete(subject);
    if (this.#bells.size > 0) return false;
    this.#watch.stop();
    return true;
  }

  /** Wakes while it looks are merged into one more look. */
  #wake(): void {
    this.#more = true;
    if (!this.#looking) void this.#look();
  }

  async #look(): Promise<void> {
    this.#looking = true;
    while (this.#more) {
      this.#more = false;
      // Who cannot be told from the events looks for itself, as often as it takes.
      const changed = await this.#changed().catch(() => null);
      for (const [subject, bells] of this.#bells) {
        const concerned = changed === null || (subject === null ? changed.size > 0 : changed.has(subject));
        if (concerned) for (const bell of bells) bell.ring();
      }
    }
    this.#looking = false;
  }

  /** The ids of what has changed since the last look; null where that is not known. */
  #changed(): Promise<ReadonlySet<string> | null> {
    return within(this.ports, this.account, async (reads) => {
      const since = this.#head;
      const changed = since === null ? null : await reads.changedSince(since, MOST_CHANGES);
      this.#head = changed?.at(-1)?.sequence ?? (changed === null ? (await reads.cursor(this.account)).head : since);
      return changed && new Set(changed.map(({ id }) => id));
    });
  }
}
