import type { App } from '../../domain/app.ts';
import type { AccountId, CallId, TopUpId } from '../../domain/ids.ts';

export interface DueCall {
  readonly account: AccountId;
  readonly call: CallId;
}

export interface PendingTopUp {
  readonly account: AccountId;
  readonly topUp: TopUpId;
}

/** Finds work and owners across accounts; decides nothing and writes nothing but its claims. */
export interface CallRegister {
  /**
   * Claims up to `limit` open calls that are due: by service time `now`, or PLACING since before wall time
   * `placingBefore` (whoever placed them has died). A claim lasts `leaseSeconds` of wall time; nobody else gets the
   * call meanwhile.
   */
  claimDue(now: Date, placingBefore: Date, limit: number, leaseSeconds: number): Promise<readonly DueCall[]>;
  /**
   * Claims up to `limit` PENDING top-ups for `leaseSeconds` of wall time. Whoever ordered one has its first claim, for a
   * minute.
   */
  claimPendingTopUps(limit: number, leaseSeconds: number): Promise<readonly PendingTopUp[]>;
  /** The app whose callback address ends with this key. */
  appByCallbackKey(callbackKey: string): Promise<App | null>;
}
