import { PATIENCE_MS } from './webhook.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** After the first attempt, the second, and so on; the last of them again and again. */
const PAUSES_MS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR];
/** Of a pause, how much chance may take away: receivers that come back are not met by all at once. */
const JITTER = 0.2;

/**
 * HOOK-3: when to try again after an attempt that failed; null when 72 hours have passed since the first. The last try
 * is at their very end.
 *
 * @param chance from 0 to 1.
 */
export function nextAttempt(
  { attempts, firstAt }: { readonly attempts: number; readonly firstAt: Date },
  at: Date,
  chance: number,
): Date | null {
  const end = firstAt.getTime() + PATIENCE_MS;
  if (at.getTime() >= end) return null;
  const pause = PAUSES_MS[Math.min(attempts, PAUSES_MS.length) - 1] ?? SECOND;
  return new Date(Math.min(at.getTime() + Math.round(pause * (1 - JITTER * chance)), end));
}
