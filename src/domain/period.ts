/** The parts of a series, by China's calendar. */
export type Period = 'HOUR' | 'DAY' | 'MONTH';

export interface Stretch {
  readonly start: Date;
  /** Its first moment after. */
  readonly end: Date;
}

const HOUR_MS = 3_600_000;
/** UTC+8, without daylight saving since 1991. */
const SHANGHAI_AHEAD_MS = 8 * HOUR_MS;

/** The hour, day or month in Shanghai that `time` lies in. */
export function periodOf(time: Date, period: Period): Stretch {
  const local = new Date(time.getTime() + SHANGHAI_AHEAD_MS);
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
  switch (period) {
    case 'HOUR': {
      const start = Date.UTC(year, month, day, local.getUTCHours());
      return stretch(start, start + HOUR_MS);
    }
    case 'DAY':
      return stretch(Date.UTC(year, month, day), Date.UTC(year, month, day + 1));
    case 'MONTH':
      return stretch(Date.UTC(year, month), Date.UTC(year, month + 1));
  }
}

function stretch(localStart: number, localEnd: number): Stretch {
  return { start: new Date(localStart - SHANGHAI_AHEAD_MS), end: new Date(localEnd - SHANGHAI_AHEAD_MS) };
}
