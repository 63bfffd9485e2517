import { beijingDay, fromBeijing } from './time.tsx';

/** Days of Beijing, the first and the last of a time; null where it is open on that side. */
export interface Days {
  readonly from: string | null;
  readonly to: string | null;
}

const DAY_MS = 24 * 3_600_000;
const DAY = /^20\d{2}-\d{2}-\d{2}$/;

/** A day as an address has it; null where it is none. */
export function dayIn(text: string | null): string | null {
  return text !== null && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}

export function daysIn(search: URLSearchParams): Days {
  return { from: dayIn(search.get('from')), to: dayIn(search.get('to')) };
}

/** The first instant of the first day, and the first after the last: the service's times are half open. */
export function timesOf({ from, to }: Days): { readonly from: string | null; readonly to: string | null } {
  return {
    from: from === null ? null : fromBeijing(`${from} 00:00:00`),
    to: to === null ? null : fromBeijing(`${dayAfter(to, 1)} 00:00:00`),
  };
}

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The last `count` days, today among them. */
export function lastDays(count: number, now: Date): { readonly from: string; readonly to: string } {
  const to = beijingDay(now);
  return { from: dayAfter(to, 1 - count), to };
}

/** The month of a day, as `2026-03`. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** `count` months after a month, as `2026-03`. */
export function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count)).toISOString().slice(0, 7);
}

export function daysOfMonth(month: string): { readonly from: string; readonly to: string } {
  return { from: `${month}-01`, to: dayAfter(`${monthAfter(month, 1)}-01`, -1) };
}
