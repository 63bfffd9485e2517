/**
 * What the provider leaves unpublished or what a test wants otherwise. Seconds are service seconds unless the
 * description says wall.
 */
export interface SandboxSettings {
  /** From the accepted start to the caller's telephone ringing. */
  readonly setupSeconds: number;
  /** How long the caller, then the callee, rings before answering. */
  readonly callerRingSeconds: number;
  readonly calleeRingSeconds: number;
  /** How long a telephone that nobody answers rings before the provider gives up. */
  readonly ringLimitSeconds: number;
  /** From the end of a call to the first delivery of its callback. */
  readonly callbackDelaySeconds: number;
  /** Pauses after the first, second … undelivered attempt; the last one repeats. */
  readonly callbackRetrySeconds: readonly number[];
  /** A callback that is still undelivered this long after the call's end is given up. */
  readonly callbackGiveUpSeconds: number;
  /** Wall milliseconds in which a callback must be answered 200. */
  readonly callbackTimeoutMs: number;
  /** Wall seconds by which a request's CurTime may differ from now, either way. */
  readonly curTimeWindowSeconds: number;
  /** Requests per wall second and app key above which 416 is answered, and how many may come at once. */
  readonly ratePerSecond: number;
  readonly rateBurst: number;
  /** Wall milliseconds for which an answer that never comes holds its connection. */
  readonly heldAnswerMs: number;
  /** Decides the conversations of the numbers that the table does not name. */
  readonly seed: string;
}

export const defaultSettings: SandboxSettings = {
  setupSeconds: 1,
  callerRingSeconds: 4,
  calleeRingSeconds: 4,
  ringLimitSeconds: 30,
  callbackDelaySeconds: 1,
  callbackRetrySeconds: [5, 15, 60, 300, 900],
  callbackGiveUpSeconds: 72 * 3600,
  callbackTimeoutMs: 5000,
  curTimeWindowSeconds: 300,
  ratePerSecond: 20,
  rateBurst: 20,
  heldAnswerMs: 60_000,
  seed: 'zhuanxian',
};
