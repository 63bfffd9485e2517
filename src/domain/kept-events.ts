/** The sequence numbers of the events that are kept of an account: all from the oldest to the newest, without a gap. */
export interface KeptEvents {
  /** Null where there is none. */
  readonly oldest: bigint | null;
  /** The newest there was; 0 where there was none. */
  readonly head: bigint;
}

/** A call changes less often in its life. Who is behind by more has less to read in a new snapshot than in the events. */
const EVENTS_PER_SUBJECT = 20;

/**
 * LIVE-1: whether the events tell what changed after `after`, where at most so many subjects shall be told. They do not
 * where what followed is thrown away, where nothing had that number yet, or where they are too many to be read.
 */
export function tellsSince({ oldest, head }: KeptEvents, after: bigint, most: number): boolean {
  const first = oldest ?? head + 1n;
  return after >= first - 1n && after <= head && head - after <= BigInt(most) * BigInt(EVENTS_PER_SUBJECT);
}
