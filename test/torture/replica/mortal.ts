import { FailPoints } from './fail-points.ts';
import { nameCommits } from './commit-points.ts';
import type { Arm, Word } from './messages.ts';

/** A process with fail points that its parent arms. */
export function becomeMortal(): { readonly points: FailPoints; readonly ready: () => void } {
  const tell = (word: Word): void => void process.send?.(word);
  const points = new FailPoints((point) => tell({ kind: 'POINT', point }));
  process.on('message', (arm: Arm) => points.arm(arm));
  // The driver died: nobody is there to be served.
  process.on('disconnect', () => process.exit(1));
  nameCommits(points);
  return { points, ready: () => tell({ kind: 'READY' }) };
}

export function endWith(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}
