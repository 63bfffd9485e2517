import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { lazy, Suspense } from 'react';
import type { Drawing } from './drawn-chart.tsx';
import { readPart } from './read-part.ts';

/** Its library is read when the first chart is shown. */
const DrawnChart = lazy(async () => ({ default: (await readPart(() => import('./drawn-chart.tsx'))).DrawnChart }));

interface ChartProps {
  readonly drawing: Drawing;
  /** What it shows, for who does not see it; its figures stand in a table as well. */
  readonly label: string;
}

export function Chart({ drawing, label }: ChartProps): ReactNode {
  return (
    <div className="chart" role="img" aria-label={label}>
      <Suspense fallback={<Skeleton.Node active className="chart" />}>
        <DrawnChart drawing={drawing} />
      </Suspense>
    </div>
  );
}
