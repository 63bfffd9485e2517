/** Time as the service tells it. It may run faster than the wall’s, or stand still until it is moved. */
export interface SandboxClock {
  now(): Date;
  /** Wall milliseconds until service time `at`; 0 or less once it has passed, Infinity while the clock stands. */
  wallMillisecondsUntil(at: Date): number;
  /** Calls `listener` when the clock was moved or its rate changed; returns the unsubscription. */
  onChange(listener: () => void): () => void;
}
