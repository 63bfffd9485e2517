/** One row that breaks what must always hold. */
export interface Violation {
  /** As docs/invariants.md numbers it: I1 … */
  readonly invariant: string;
  /** What must hold, as a sentence. */
  readonly claim: string;
  readonly account: string | null;
  /** The call, transfer, callback … that breaks it. */
  readonly subject: string;
  /** What was found, for a person; without telephone numbers. */
  readonly found: string;
}

/** Reads everything in one consistent snapshot, and changes nothing. */
export interface Auditor {
  /** What is broken; at most a hundred rows per claim. Empty is green. */
  violations(): Promise<readonly Violation[]>;
}
