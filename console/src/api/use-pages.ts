import { useState } from 'react';

export interface Pages {
  readonly after: string | null;
  readonly number: number;
  /** The page after the one that ends there. Pressed twice before it is shown, it is the same page. */
  next(cursor: string): void;
  previous: (() => void) | null;
  first(): void;
}

/** Where one is in a list that is read page by page; its cursors lead on, and the way back is remembered. */
export function usePages(): Pages {
  const [passed, setPassed] = useState<readonly (string | null)[]>([null]);
  return {
    after: passed.at(-1) ?? null,
    number: passed.length,
    next: (cursor) => setPassed((before) => (before.at(-1) === cursor ? before : [...before, cursor])),
    previous: passed.length > 1 ? () => setPassed((before) => before.slice(0, -1)) : null,
    first: () => setPassed([null]),
  };
}
