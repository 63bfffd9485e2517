import type { AccountId } from '../../domain/ids.ts';

/** Tells watchers that an account has news. Hints may be merged, and carry nothing: whoever is woken reads. */
export interface EventFeed {
  /** `wake` runs after each commit of the account on this replica, and within about a second of one elsewhere. */
  watch(account: AccountId, wake: () => void): { stop(): void };
}
