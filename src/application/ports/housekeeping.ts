/** What was thrown away, in rows. */
export interface Thrown {
  readonly keys: number;
  readonly callees: number;
  readonly replicas: number;
  readonly tries: number;
}

/** Throws away what nobody will ask about again; what belongs to money is kept for ever. */
export interface Housekeeping {
  /**
   * Idempotency keys of calls that were used before `keysBefore`, telephones that were not rung since `rungBefore` (both
   * service time), what was not tried since `triedBefore` (wall time), and replicas that died long ago. A bounded number
   * of each: what is left over is for the next time.
   */
  tidy(keysBefore: Date, rungBefore: Date, triedBefore: Date): Promise<Thrown>;
}
