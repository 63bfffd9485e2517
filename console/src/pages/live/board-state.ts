import type { CallsUpdatedSubscription } from '../../api/generated/graphql.ts';

type BoardUpdate = CallsUpdatedSubscription['update'];
export type LiveRow = BoardUpdate['calls'][number];

/** What is under way, by id, newest first when shown. */
export type Under = ReadonlyMap<string, LiveRow>;

/** A snapshot replaces all; a change replaces those it tells of; what has ended leaves. */
export function follow(under: Under, updates: readonly BoardUpdate[]): Under {
  const next = new Map(under);
  for (const { kind, calls } of updates) {
    if (kind === 'SNAPSHOT' || kind === 'RESET') next.clear();
    for (const row of calls) {
      if (row.call.endedAt == null) next.set(row.call.id, row);
      else next.delete(row.call.id);
    }
  }
  return next;
}

export function newestFirst(under: Under): LiveRow[] {
  return [...under.values()].sort((one, other) => (one.call.placedAt < other.call.placedAt ? 1 : -1));
}

/** The money that is set aside for all of them, in fen: amounts are exact, so they are added as whole numbers. */
export function reservedFen(under: Under): bigint {
  return [...under.values()].reduce((sum, { call }) => sum + BigInt(call.reservation.replace('.', '')), 0n);
}
