import type { Cursor, Reading, Update, UpdateKind } from './update.ts';

/** A reading of one subject. What opens the watch of who has just come is made once, however many come. */
export function readingOf<Of extends Update>(
  rings: number,
  cursor: Cursor,
  isNew: boolean,
  make: (kind: UpdateKind) => Of,
): Reading<Of> {
  const made = new Map<UpdateKind, Of>();
  const once = (kind: UpdateKind): Of => {
    const update = made.get(kind) ?? make(kind);
    made.set(kind, update);
    return update;
  };
  return {
    rings,
    change: isNew ? once('CHANGE') : null,
    opening: (after) => {
      const kind = openingKind(cursor, after);
      return Promise.resolve(kind === null ? null : once(kind));
    },
  };
}

/** What opens the watch of who comes with the cursor `after`; null: nothing, it has seen all of it. */
function openingKind({ head, subject }: Cursor, after: bigint | null): UpdateKind | null {
  if (after === null) return 'SNAPSHOT';
  // From another history, or from before what is kept.
  if (after > head || subject === 0n) return 'RESET';
  return subject <= after ? null : 'CHANGE';
}
