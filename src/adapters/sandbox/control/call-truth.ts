import { timelineOf } from '../call/timeline.ts';
import type { Delivery, SandboxCall } from '../store/store.ts';
import type { Forged, Told, Traffic } from './traffic.ts';

/** What really happened in a call up to now, whatever the wire said about it. Times that have not come are null. */
export interface CallTruth {
  readonly session: string;
  readonly appKey: string;
  readonly caller: string;
  readonly callee: string;
  readonly maxDur: number;
  readonly startedAt: Date;
  /** The caller's telephone rang. */
  readonly rang: boolean;
  readonly callerAnsweredAt: Date | null;
  readonly calleeAnsweredAt: Date | null;
  readonly endedAt: Date | null;
  readonly ended: boolean;
  /** Whole seconds of conversation; null until the call ended. */
  readonly talkSeconds: number | null;
  readonly hangCauses: { readonly caller: string; readonly callee: string } | null;
  readonly callback: {
    readonly attempts: number;
    readonly deliveredAt: Date | null;
    /** HTTP status of the last answer to it. */
    readonly lastStatus: number | null;
  };
  /** Durations that this server has told. */
  readonly told: readonly Told[];
  readonly forged: Forged;
}

/** `deliveries` are the copies of this call's callback. */
export function callTruth(call: SandboxCall, deliveries: readonly Delivery[], traffic: Traffic, now: Date): CallTruth {
  const timeline = timelineOf(call.startedAt, call.maxDur, call.course);
  const ifPast = (at: Date | null): Date | null => (at !== null && at <= now ? at : null);
  const ended = timeline.endedAt <= now;
  const delivered = deliveries.flatMap(({ deliveredAt }) => deliveredAt ?? []);
  return {
    session: call.session,
    appKey: call.appKey,
    caller: call.caller,
    callee: call.callee,
    maxDur: call.maxDur,
    startedAt: call.startedAt,
    rang: timeline.callerRangAt <= now,
    callerAnsweredAt: ifPast(timeline.callerAnsweredAt),
    calleeAnsweredAt: ifPast(timeline.calleeAnsweredAt),
    endedAt: ifPast(timeline.endedAt),
    ended,
    talkSeconds: ended ? timeline.talkSeconds : null,
    hangCauses: ended ? { caller: timeline.caller.hangCause, callee: timeline.callee.hangCause } : null,
    callback: {
      attempts: deliveries.reduce((sum, { attempts }) => sum + attempts, 0),
      deliveredAt: delivered.sort((one, other) => one.getTime() - other.getTime())[0] ?? null,
      lastStatus: deliveries.findLast(({ lastStatus }) => lastStatus !== null)?.lastStatus ?? null,
    },
    told: traffic.toldOf(call.session),
    forged: traffic.forgedOf(call.session),
  };
}
