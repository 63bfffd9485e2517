import type { ReactNode } from 'react';
import { Link } from 'react-router';

/** What begins a line, and what ends it. */
type Line = readonly [ReactNode, ReactNode?];

interface NarrowRowProps {
  /** Where the first line leads; nowhere where nothing is said. */
  readonly to?: string | undefined;
  readonly first: Line;
  readonly second?: Line;
  /** What is read when one looks closer; null where there is none. */
  readonly details: readonly (Line | null)[];
}

/** A row of a list on a telephone. */
export function NarrowRow({ to, first, second, details }: NarrowRowProps): ReactNode {
  const head = <Shown line={first} />;
  return (
    <div className="narrow-row">
      {to === undefined ? (
        <div className="narrow-head">{head}</div>
      ) : (
        <Link to={to} className="narrow-head">
          {head}
        </Link>
      )}
      {second !== undefined && <Shown line={second} />}
      {details.map((line, n) => line !== null && <Shown key={n} line={line} isDetail />)}
    </div>
  );
}

function Shown({ line: [start, end], isDetail = false }: { line: Line; isDetail?: boolean }): ReactNode {
  return (
    <span className={isDetail ? 'narrow-line detail' : 'narrow-line'}>
      <span>{start}</span>
      {end != null && <span>{end}</span>}
    </span>
  );
}
