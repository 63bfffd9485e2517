import type { CallKind } from '../call/kind.ts';
import { partiesOf, type PartyTimeline, timelineOf } from '../call/timeline.ts';
import type { Delivery, SandboxCall } from '../store/store.ts';
import { numbersOf } from '../wire/report.ts';
import type { Forged, Told, Traffic } from './traffic.ts';

/** What really happened at one telephone up to now. What has not happened yet, and what never will, is null. */
export interface PartyTruth {
  readonly number: string;
  readonly rangAt: Date | null;
  readonly answeredAt: Date | null;
  readonly endedAt: Date | null;
  readonly hangCause: string | null;
  /** Whole seconds in the conversation; null until this party's end. */
  readonly talkSeconds: number | null;
}

/** What really happened in a call or conference up to now, whatever the wire said about it; null as for a party. */
export interface CallTruth {
  readonly session: string;
  readonly kind: CallKind;
  readonly appKey: string;
  readonly caller: string;
  /** One in a call; several in a conference, as they were asked for. */
  readonly callees: readonly string[];
  readonly maxDur: number;
  readonly startedAt: Date;
  /** The caller's telephone rang. */
  readonly rang: boolean;
  /** When the first callee answered. */
  readonly beganAt: Date | null;
  readonly endedAt: Date | null;
  readonly ended: boolean;
  /** Whole seconds of conversation; null until the call ended. */
  readonly talkSeconds: number | null;
  /** The caller first, then the callees. */
  readonly parties: readonly PartyTruth[];
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
  const timeline = timelineOf(call);
  const parties = partiesOf(timeline);
  const ended = timeline.endedAt <= now;
  const delivered = deliveries.flatMap(({ deliveredAt }) => deliveredAt ?? []);
  return {
    session: call.session,
    kind: call.kind,
    appKey: call.appKey,
    caller: call.caller,
    callees: call.callees.map(({ number }) => number),
    maxDur: call.maxDur,
    startedAt: call.startedAt,
    rang: ifPast(timeline.caller.rangAt, now) !== null,
    beganAt: ifPast(timeline.beganAt, now),
    endedAt: ifPast(timeline.endedAt, now),
    ended,
    talkSeconds: ended ? timeline.talkSeconds : null,
    parties: numbersOf(call).flatMap((number, index) => {
      const party = parties[index];
      return party ? [partyTruth(number, party, now)] : [];
    }),
    callback: {
      attempts: deliveries.reduce((sum, { attempts }) => sum + attempts, 0),
      deliveredAt: delivered.sort((one, other) => one.getTime() - other.getTime())[0] ?? null,
      lastStatus: deliveries.findLast(({ lastStatus }) => lastStatus !== null)?.lastStatus ?? null,
    },
    told: traffic.toldOf(call.session),
    forged: traffic.forgedOf(call.session),
  };
}

function partyTruth(number: string, party: PartyTimeline, now: Date): PartyTruth {
  const ended = party.endedAt <= now;
  return {
    number,
    rangAt: ifPast(party.rangAt, now),
    answeredAt: ifPast(party.answeredAt, now),
    endedAt: ifPast(party.endedAt, now),
    hangCause: ended ? party.hangCause : null,
    talkSeconds: ended ? party.talkSeconds : null,
  };
}

function ifPast(at: Date | null, now: Date): Date | null {
  return at !== null && at <= now ? at : null;
}
