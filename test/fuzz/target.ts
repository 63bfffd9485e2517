/** The service under attack. */
export interface Target {
  readonly url: string;
  /** Of an owner with an app, and of an operator. */
  readonly owner: string;
  readonly operator: string;
  /** Ids that are there. */
  readonly known: readonly string[];
}

/** What no client must be able to bring about. */
export interface Finding {
  readonly what: string;
  readonly sent: string;
  readonly answered: string;
}

/** What became of one request, or of one socket and what was said over it. */
export interface Held {
  /** Requests and frames. */
  readonly cases: number;
  /** In a word or code. */
  readonly outcome: string;
  readonly finding: Finding | null;
}
