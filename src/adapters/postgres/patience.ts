/** How long is waited for the database before a request is shed, in wall milliseconds. */
export interface Patience {
  /** For a connection: a free one of the pool, or a new one. */
  readonly connectionMs: number;
  /** For a row that another transaction has locked. */
  readonly lockMs: number;
  readonly statementMs: number;
  /** For an answer: longer than the server's own limits, it is for a server, or a network, that has fallen silent. */
  readonly answerMs: number;
  /**
   * A writer's transaction never waits on the outside; one that stands still belongs to a process that does too. Shorter
   * than a replica's lease by a good deal: when its work is taken over, the account that it has locked must be free, and
   * so must it be of the next stopped process, which stood in line for the lock.
   */
  readonly writerIdleMs: number;
  /** A view ends with its GraphQL operation. */
  readonly memberIdleMs: number;
}

/** A decision that waits for a stopped process's lock outlives it: `lockMs` is above `writerIdleMs`. */
export const standardPatience: Patience = {
  connectionMs: 5_000,
  lockMs: 6_000,
  statementMs: 10_000,
  answerMs: 25_000,
  writerIdleMs: 2_000,
  memberIdleMs: 60_000,
};
