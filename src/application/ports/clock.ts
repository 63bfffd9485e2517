/** Two clocks. Wall time is for tokens, leases, time-outs and the wire; service time for calls, deadlines and months. */
export interface Clock {
  wall(): Date;
  service(): Date;
  /** Service milliseconds per wall millisecond; 0 when service time stands still. */
  readonly rate: number;
  /** Resolves when the signal aborts, after that many wall milliseconds, or when service time was moved by hand. */
  sleep(wallMilliseconds: number, signal: AbortSignal): Promise<void>;
}
