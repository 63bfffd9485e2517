/** A day by the calendar of the provider's and the customers' country: from `start` to before `end`. */
export interface Day {
  readonly start: Date;
  readonly end: Date;
}

const DAY_MS = 86_400_000;
/** UTC+8, without daylight saving since 1991. */
export const SHANGHAI_AHEAD_MS = 8 * 3_600_000;

/** The day in Shanghai that `time` lies in. */
export function shanghaiDay(time: Date): Day {
  const passed = (time.getTime() + SHANGHAI_AHEAD_MS) % DAY_MS;
  const start = time.getTime() - passed;
  return { start: new Date(start), end: new Date(start + DAY_MS) };
}

/** As a calendar and a clock in Shanghai show it: `2026-03-02 12:00`. */
export function shanghaiTime(time: Date): string {
  return new Date(time.getTime() + SHANGHAI_AHEAD_MS).toISOString().slice(0, 16).replace('T', ' ');
}
