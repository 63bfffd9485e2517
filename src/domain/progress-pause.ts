import type { AnyCall } from './any-call.ts';

/** What is known of the progress of a call. */
export interface Progress {
  readonly call: AnyCall;
  /** Answers in a row that told nothing. */
  readonly silences: number;
}

/** No telephone rings for longer than about a minute. Until then each second counts for who looks on. */
const RINGING_SECONDS = 60;
/** What there is to see of a conversation is its end, and of that the provider tells by itself. */
const STEADY_FACTOR = 3;
/** What has lasted for a while may be asked about after another tenth of that. */
const STEADY_SHARE = 0.1;
const LONGEST_SECONDS = 30;

/**
 * LIVE-3: service seconds from one question about the progress of a call to the next: `base` while telephones ring, more
 * the longer a conversation lasts, twice as many after each silence; 30 at most, or `base` where that is more.
 */
export function progressPause({ call, silences }: Progress, base: number, now: Date): number {
  const longest = Math.max(base, LONGEST_SECONDS);
  return Math.min(steadyPause(call, base, now) * 2 ** silences, longest);
}

function steadyPause(call: AnyCall, base: number, now: Date): number {
  const isTalking = call.status === 'IN_PROGRESS';
  const seconds = (now.getTime() - call.changedAt.getTime()) / 1000;
  if (!isTalking && seconds <= RINGING_SECONDS) return base;
  return Math.max(base * STEADY_FACTOR, seconds * STEADY_SHARE);
}
