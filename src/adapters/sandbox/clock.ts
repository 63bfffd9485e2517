/** Time as the service tells it; `rate` service milliseconds pass per wall millisecond (0 = stands still until moved). */
export interface SandboxClock {
  now(): Date;
  /** Wall milliseconds until service time `at`, 0 or less once it has passed; Infinity while the clock stands before it. */
  wallMillisecondsUntil(at: Date): number;
  /** Calls `listener` when the clock was moved or its rate changed; returns the unsubscription. */
  onChange(listener: () => void): () => void;
}
