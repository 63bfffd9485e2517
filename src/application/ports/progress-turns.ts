import type { AccountId, CallId } from '../../domain/ids.ts';

/** LIVE-3: whose turn it is to ask about a call that is watched. Of all replicas; none has to give anything back. */
export interface ProgressTurns {
  /** True for one of all who want the turn at the same time; the next one comes so many wall milliseconds later. */
  take(account: AccountId, call: CallId, milliseconds: number): Promise<boolean>;
}
