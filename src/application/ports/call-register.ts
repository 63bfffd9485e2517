import type { App } from '../../domain/app.ts';
import type { AccountId, CallId } from '../../domain/ids.ts';

export interface DueCall {
  readonly account: AccountId;
  readonly call: CallId;
}

/** Finds work and owners across accounts; decides nothing and writes nothing but its claims. */
export interface CallRegister {
  /**
   * Claims up to `limit` open calls that are due: by service time `now`, or PLACING since before wall time
   * `placingBefore` (whoever placed them has died). A claim lasts `leaseSeconds` of wall time; nobody else gets the
   * call meanwhile.
   */
  claimDue(now: Date, placingBefore: Date, limit: number, leaseSeconds: number): Promise<readonly DueCall[]>;
  /** The app whose callback address ends with this key. */
  appByCallbackKey(callbackKey: string): Promise<App | null>;
}
