import type { StatisticsPeriod, TallyFieldsFragment } from '../../api/generated/graphql.ts';
import { dayAfter, daysOfMonth, monthAfter, monthOf } from '../../parts/days.ts';
import { beijing, fromBeijing } from '../../parts/time.tsx';

export interface Part {
  readonly from: string;
  readonly tally: TallyFieldsFragment;
}

/** A part of a time as it is drawn; the service leaves out those without calls. */
export interface Drawn {
  /** As a clock in Beijing shows its beginning, as exact as it is long. */
  readonly name: string;
  readonly tally: TallyFieldsFragment | null;
}

const HOUR_MS = 3_600_000;
/** The service tells no more parts of one series than this. */
const MOST_PARTS = 1000;
/** Over more days than these, a part of that length is more than an eye takes, or the service. */
const MOST_DAYS: Record<StatisticsPeriod, number> = { HOUR: 31, DAY: MOST_PARTS, MONTH: Infinity };

export function isPossible(period: StatisticsPeriod, { from, to }: Bounds): boolean {
  return Date.parse(to) - Date.parse(from) < MOST_DAYS[period] * 24 * HOUR_MS;
}

export interface Bounds {
  readonly from: string;
  readonly to: string;
}

/** `2026-03-02 14:00`, `2026-03-02`, `2026-03`. */
export function nameOf(from: string, period: StatisticsPeriod): string {
  return beijing(from).slice(0, { HOUR: 16, DAY: 10, MONTH: 7 }[period]);
}

/** All parts of the days, so that an empty one is seen as a gap. */
export function everyPart(days: Bounds, period: StatisticsPeriod, parts: readonly Part[]): Drawn[] {
  const told = new Map(parts.map(({ from, tally }) => [nameOf(from, period), tally]));
  return namesOf(days, period).map((name) => ({ name, tally: told.get(name) ?? null }));
}

function namesOf({ from, to }: Bounds, period: StatisticsPeriod): string[] {
  const names: string[] = [];
  if (period === 'MONTH') {
    for (let month = monthOf(from); month <= monthOf(to) && names.length < MOST_PARTS; month = monthAfter(month, 1))
      names.push(month);
    return names;
  }
  const step = period === 'HOUR' ? HOUR_MS : 24 * HOUR_MS;
  const end = Date.parse(fromBeijing(`${dayAfter(to, 1)} 00:00:00`));
  for (let at = Date.parse(fromBeijing(`${from} 00:00:00`)); at < end && names.length < MOST_PARTS; at += step)
    names.push(nameOf(new Date(at).toISOString(), period));
  return names;
}

/** The days of a part, within those that are shown. */
export function daysOfPart(name: string, { from, to }: Bounds): Bounds {
  const days = name.length === 7 ? daysOfMonth(name) : { from: name.slice(0, 10), to: name.slice(0, 10) };
  return { from: days.from < from ? from : days.from, to: days.to > to ? to : days.to };
}
