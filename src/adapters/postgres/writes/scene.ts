import type { AccountRow } from '../rows/account-rows.ts';

/** What a decision is written under. */
export interface Scene {
  /** The locked row, as the rule found it. */
  readonly before: AccountRow;
  readonly now: Date;
  /** Who decides: the placer of a new call. */
  readonly replica: string;
  readonly decisionId: string;
}
