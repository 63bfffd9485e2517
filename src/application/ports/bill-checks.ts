import type { CallToCheck, Finding, Pass } from '../../domain/bill-check.ts';
import type { AccountId, AppId } from '../../domain/ids.ts';
import type { Month } from '../../domain/month.ts';
import type { Kind } from '../../domain/parties.ts';
import type { Place } from './reads.ts';

/** A bill whose check one worker has to itself for a while. */
export interface ClaimedCheck {
  readonly account: AccountId;
  readonly bill: string;
  readonly month: Month;
  /** As it was configured when the bill's check began. */
  readonly share: number;
  readonly pass: Pass;
  /** The line behind which it goes on; null: at the first. */
  readonly after: Place | null;
  /** Grows with each claim of the bill: whose claim has run out does not say how it goes on. */
  readonly token: bigint;
}

/** A line of a bill that charges a call, of which nothing was found yet. */
export interface LineToCheck extends Place, CallToCheck {
  readonly kind: Kind;
  readonly app: AppId;
}

/** What a turn at a bill came to. */
export interface CheckedTurn {
  readonly findings: readonly (Finding & { readonly line: string })[];
  /** Service time. */
  readonly at: Date;
  readonly pass: Pass;
  readonly after: Place | null;
  /** Wall seconds to the next turn; null where the check is over. */
  readonly inSeconds: number | null;
}

/** BILL-5: what is found of bills' lines, beside the bills. From its issuing on, each waits for a check. */
export interface BillChecks {
  /**
   * Claims the bill that has waited longest, for `leaseSeconds` of wall time or as long as the claiming replica lives; null
   * where none is due. One whose check begins takes the share.
   */
  claim(share: number, leaseSeconds: number): Promise<ClaimedCheck | null>;
  /** In the order of the bill. */
  lines(claimed: ClaimedCheck, first: number): Promise<readonly LineToCheck[]>;
  /**
   * What was found is a fact, whoever holds the claim by now; what was found of a line first stays. How it goes on is said
   * by the newest claim alone, and ends it.
   */
  record(claimed: ClaimedCheck, turn: CheckedTurn): Promise<void>;
}
