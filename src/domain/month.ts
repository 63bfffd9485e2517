import { assert } from './assert.ts';
import { SHANGHAI_AHEAD_MS } from './day.ts';

/** BILL-1: a month of the calendar of Shanghai, from `start` to before `end`. */
export interface Month {
  readonly start: Date;
  readonly end: Date;
}

/** The month in Shanghai that `time` lies in. */
export function shanghaiMonth(time: Date): Month {
  const there = new Date(time.getTime() + SHANGHAI_AHEAD_MS);
  return { start: beginning(there, 0), end: beginning(there, 1) };
}

/** `2026-10`: a month by its name, and how bills are named. */
export function monthName({ start }: Month): string {
  return new Date(start.getTime() + SHANGHAI_AHEAD_MS).toISOString().slice(0, 7);
}

/** A month of this century by its name; null where it is none. */
export function monthNamed(name: string): Month | null {
  if (!/^20\d{2}-(0[1-9]|1[0-2])$/.test(name)) return null;
  const month = shanghaiMonth(new Date(`${name}-01T00:00:00+08:00`));
  assert(monthName(month) === name, 'a month is named by its beginning');
  return month;
}

/** The first moment in Shanghai of the month in which `there`, read as UTC, lies, or of one so many months later. */
function beginning(there: Date, later: number): Date {
  return new Date(Date.UTC(there.getUTCFullYear(), there.getUTCMonth() + later, 1) - SHANGHAI_AHEAD_MS);
}
