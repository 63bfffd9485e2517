import type { CallFilter } from './call-filter.ts';
import type { PeriodTally } from './call-statistics.ts';
import { tally } from './call-statistics.ts';
import type { Period } from './period.ts';
import { periodOf } from './period.ts';

/**
 * STAT-1: a series without gaps, oldest first: periods in which no call was placed are in it, with zeros. It begins with
 * the filter's `from` and ends before its `to`, and else with the first and the last call, so it adds up to all of them.
 *
 * @param parts of the periods that have calls, oldest first.
 * @returns null where it has more than `most` periods.
 */
export function wholeSeries(
  parts: readonly PeriodTally[],
  { from, to }: Pick<CallFilter, 'from' | 'to'>,
  period: Period,
  most: number,
): readonly PeriodTally[] | null {
  const begin = from ?? parts[0]?.start;
  const end = to ?? after(parts.at(-1), period);
  if (begin === undefined || end === undefined) return [];
  const known = new Map(parts.map((part) => [part.start.getTime(), part]));
  const series: PeriodTally[] = [];
  for (let { start } = periodOf(begin, period); start < end; start = periodOf(start, period).end) {
    if (series.length === most) return null;
    series.push(known.get(start.getTime()) ?? { start, tally: tally([]) });
  }
  return series;
}

function after(part: PeriodTally | undefined, period: Period): Date | undefined {
  return part && periodOf(part.start, period).end;
}
