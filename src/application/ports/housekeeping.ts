/** What was thrown away, in rows. */
export type Thrown = Readonly<Record<keyof Horizons | 'replicas' | 'turns', number>>;

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
  /** Traces of decisions that announced nothing; wall time. */
  readonly decisions: Date;
  /** Codes, since they were sent; wall time. */
  readonly codes: Date;
  /** Logins, since nobody can renew them any more; wall time. */
  readonly logins: Date;
  /** Messages to receivers that are not on their way any more, since their last first attempt, with all attempts; wall time. */
  readonly deliveries: Date;
  /** Notices whose mails are sent or given up, since they were addressed, with their mails; wall time. */
  readonly notices: Date;
}

/** Throws away what nobody will ask about again; what belongs to money is kept for ever. */
export interface Housekeeping {
  /**
   * What is past its horizon, replicas that died long ago, and turns of calls that were not watched for a day. A bounded
   * number of each: what is left over is for the next time. Of an account's events the oldest go first, so that those
   * that stay have no gap.
   */
  tidy(before: Horizons): Promise<Thrown>;
}
