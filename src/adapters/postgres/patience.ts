/** How long is waited for the database before a request is shed, in wall milliseconds. */
export interface Patience {
  /** For a connection: a free one of the pool, or a new one. */
  readonly connectionMs: number;
  /** For a row that another transaction has locked. */
  readonly lockMs: number;
  readonly statementMs: number;
  /** For an answer: longer than the server's own limits, it is for a server, or a network, that has fallen silent. */
  readonly answerMs: number;
  /** A writer's transaction never waits on the outside; one that stands still belongs to a process that does too. */
  readonly writerIdleMs: number;
  /** A view ends with its GraphQL operation. */
  readonly memberIdleMs: number;
}

/**
 * A decision that waits for a stopped process's lock outlives it: `lockMs` is above `writerIdleMs`. And when the lease of
 * that process has ended, the accounts that it had locked are free: its other connections may have stood in line for
 * them, the last of them for as long as `lockMs`, and kept what they got for `writerIdleMs`.
 */
export function patienceWithin(leaseSeconds: number): Patience {
  const leaseMs = leaseSeconds * 1000;
  return {
    connectionMs: 5_000,
    lockMs: Math.min(6_000, leaseMs * 0.6),
    statementMs: 10_000,
    answerMs: 25_000,
    writerIdleMs: Math.min(2_000, leaseMs * 0.3),
    memberIdleMs: 60_000,
  };
}
