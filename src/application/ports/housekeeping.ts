/** What was thrown away, in rows. */
export interface Thrown {
  readonly keys: number;
  readonly callees: number;
  readonly replicas: number;
  readonly tries: number;
  readonly turns: number;
  readonly events: number;
}

/** What was last of use before these times goes. */
export interface Horizons {
  /** Idempotency keys of calls; service time. */
  readonly keys: Date;
  /** Telephones, since they were rung last; service time. */
  readonly callees: Date;
  /** What is limited by tries, since the last one; wall time. */
  readonly tries: Date;
  /** News of what changed, but for the newest of each account; wall time. */
  readonly events: Date;
}

/** Throws away what nobody will ask about again; what belongs to money is kept for ever. */
export interface Housekeeping {
  /**
   * What is past its horizon, replicas that died long ago, and turns of calls that were not watched for a day. A bounded number of each: what is left over is for the
   * next time. Of an account's events the oldest go first, so that those that stay have no gap.
   */
  tidy(before: Horizons): Promise<Thrown>;
}
