/** NOTICE-3: a mail server may be down for a night and a day. */
const MOST_ATTEMPTS = 14;
const FIRST_PAUSE_SECONDS = 60;
const LONGEST_PAUSE_SECONDS = 6 * 3600;

/**
 * NOTICE-3: wall seconds from a failed attempt (1 for the first) to the next: a minute, then twice as long each time, up
 * to six hours. Null: given up, after 32 hours.
 */
export function retryAfter(attempt: number): number | null {
  if (attempt >= MOST_ATTEMPTS) return null;
  return Math.min(FIRST_PAUSE_SECONDS * 2 ** (attempt - 1), LONGEST_PAUSE_SECONDS);
}
