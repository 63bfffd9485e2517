/** A mistake that somebody could make, and the tests that must notice. */
export interface Bug {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** The few test files that should go red. */
  readonly tests: readonly string[];
}

export interface Edit {
  readonly file: string;
  /** Must stand in the file exactly once: a bug that does not apply any more is an error, not a pass. */
  readonly find: string;
  readonly replace: string;
}

/** The source with the edit made. @throws Error where it does not apply exactly once. */
export function broken(source: string, { file, find, replace }: Edit): string {
  const times = source.split(find).length - 1;
  if (times !== 1) throw new Error(`In ${file} this stands ${times} times instead of once: ${find}`);
  return source.replace(find, () => replace);
}
