import type { App } from '../../domain/app.ts';
import type { AccountId, CallId, TopUpId } from '../../domain/ids.ts';

export interface DueCall {
  readonly account: AccountId;
  readonly call: CallId;
  /** The fencing token: what is decided under this claim names it ({@link Lookups.claim}), and is void once it is not the newest. */
  readonly token: bigint;
}

export interface PendingTopUp {
  readonly account: AccountId;
  readonly topUp: TopUpId;
}

/** Finds work and owners across accounts; decides nothing and writes nothing but its claims. */
export interface CallRegister {
  /**
   * Claims up to `limit` open calls that are due: by service time `now`, or PLACING though the lease of the replica
   * that dials them has ended, or for more than `placingSeconds` of wall time. A claim lasts `leaseSeconds` of wall
   * time, or as long as the claiming replica's own lease; nobody else gets the call meanwhile.
   */
  claimDue(now: Date, placingSeconds: number, limit: number, leaseSeconds: number): Promise<readonly DueCall[]>;
  /**
   * Claims up to `limit` PENDING top-ups for `leaseSeconds` of wall time. Whoever ordered one has its first claim, for a
   * minute.
   */
  claimPendingTopUps(limit: number, leaseSeconds: number): Promise<readonly PendingTopUp[]>;
  /** BANK-1: whose top-up a customer's transfer reference is of, whatever became of it. */
  topUpByReference(reference: string): Promise<PendingTopUp | null>;
  /**
   * BILL-1: accounts that have months before `until` without a bill, by their ids, up to `limit` of those behind `after`.
   */
  accountsToBill(until: Date, after: AccountId | null, limit: number): Promise<readonly AccountId[]>;
  /** How many replicas are alive, this one included; at most a second old. */
  liveReplicas(): number;
  /** Wall time until which this replica is certainly not taken for dead. What others then take over, it must not begin. */
  leaseUntil(): Date;
  /** The app whose callback address ends with this key. */
  appByCallbackKey(callbackKey: string): Promise<App | null>;
}
