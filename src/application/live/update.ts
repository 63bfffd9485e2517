/**
 * What an update is: the first state for who brought no cursor; the same for who brought one from which nothing can be
 * told any more (forget what you have); what changed since; or the cost of a minute that has started, which changes
 * nothing.
 */
export type UpdateKind = 'SNAPSHOT' | 'RESET' | 'CHANGE' | 'COST';

/** What a watcher gets: a state at a version. Versions grow; some may be merged; the last is never missed (LIVE-1). */
export interface Update {
  readonly kind: UpdateKind;
  /** The account's event sequence up to which this is true: where to resume. Null for COST, which is derived. */
  readonly cursor: bigint | null;
  readonly version: number;
  readonly at: Date;
}

/** The present state, for all who watch the same: those who saw the reading before, and those who have just come. */
export interface Reading<Of extends Update> {
  /** It is newer than whatever the first so many rings of its bell were about. */
  readonly rings: number;
  /** For who has seen the reading before; null where nothing is new. */
  readonly change: Of | null;
  /** For who comes with that cursor, or none (null); null where it knows all this. Asked twice, it gives the same object. */
  opening(after: bigint | null): Promise<Of | null>;
}

/** Where a subject stands in its account's events: the account's newest, and the subject's own (0: no longer kept). */
export interface Cursor {
  readonly head: bigint;
  readonly subject: bigint;
}
