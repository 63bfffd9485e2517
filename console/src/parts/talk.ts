import type { Words } from '../i18n/words.ts';
import { clock } from './time.tsx';

/** How long was talked; `–` where nobody knows. */
export function talkClock(seconds: number | null | undefined): string {
  return seconds == null ? '–' : clock(seconds);
}

/** How long was talked, and what is paid for it, in one line: `1:05 talk · 2 minutes`; null where nobody talked. */
export function talkText(
  seconds: number | null | undefined,
  minutes: number | null | undefined,
  words: Words,
): string | null {
  if (seconds == null || seconds === 0) return null;
  const talked = words.talkOf(clock(seconds));
  return minutes == null ? talked : `${talked} · ${words.someMinutes(minutes)}`;
}
