/** A claim about all rows, as a question for those that break it: `account, subject, found`, all text. */
export interface Check {
  readonly invariant: string;
  readonly claim: string;
  readonly sql: string;
}
