import pg from 'pg';
import type { FailPoints } from './fail-points.ts';
import { pointOf } from './story.ts';

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

/**
 * Names two moments inside a decision: its writes were sent and COMMIT was not, and COMMIT was sent but nobody here has
 * heard the answer.
 */
export function nameCommits(points: FailPoints): void {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function (...args) {
    const point = args[0] === 'COMMIT' ? pointOf('commit') : null;
    if (point === null) return query.apply(this, args);
    points.pass(`${point}:before`);
    const result = query.apply(this, args);
    // Once the driver has handed it to the system, before any answer can have been read.
    setImmediate(() => points.pass(`${point}:sent`));
    return result;
  };
}
