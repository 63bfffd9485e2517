import type { Course, HangCause } from './course.ts';

export interface LegEnd {
  readonly endedAt: Date;
  readonly hangCause: HangCause;
}

/** When everything happens in a call, in service time; what never happens is null. */
export interface Timeline {
  readonly startedAt: Date;
  /** The provider's `createtime`. */
  readonly recordedAt: Date;
  readonly callerRangAt: Date;
  readonly callerAnsweredAt: Date | null;
  readonly calleeRangAt: Date | null;
  readonly calleeAnsweredAt: Date | null;
  /** Whole seconds from the callee's answer to the end of the conversation; 0 without one. */
  readonly talkSeconds: number;
  readonly caller: LegEnd;
  readonly callee: LegEnd;
  /** The end of the last leg. */
  readonly endedAt: Date;
}

/**
 * The whole call as a function of its start. The leg that ends a call does so one second before the other one; where
 * the provider ends it, both end together. A conversation is cut at `maxDur` seconds.
 */
export function timelineOf(startedAt: Date, maxDur: number, course: Course): Timeline {
  const { end } = course;
  const at = (seconds: number): Date => new Date(startedAt.getTime() + seconds * 1000);
  const recordedAt = at(1);
  const callerRings = course.setupSeconds;
  const callerDone = callerRings + course.callerRingSeconds;
  const common = { startedAt, callerRangAt: at(callerRings) };
  if (end.kind === 'CALLER_LOST') {
    return {
      ...common,
      recordedAt,
      callerAnsweredAt: null,
      calleeRangAt: null,
      calleeAnsweredAt: null,
      talkSeconds: 0,
      caller: { endedAt: at(callerDone), hangCause: end.callerCause },
      callee: { endedAt: at(callerDone), hangCause: end.calleeCause },
      endedAt: at(callerDone),
    };
  }
  const connected = { ...common, callerAnsweredAt: at(callerDone), calleeRangAt: at(callerDone) };
  const calleeDone = callerDone + course.calleeRingSeconds;
  if (end.kind === 'CALLEE_LOST') {
    return {
      ...connected,
      recordedAt,
      calleeAnsweredAt: null,
      talkSeconds: 0,
      caller: { endedAt: at(calleeDone + 1), hangCause: 'NORMAL_CLEARING' },
      callee: { endedAt: at(calleeDone), hangCause: end.calleeCause },
      endedAt: at(calleeDone + 1),
    };
  }
  const cut = end.talkSeconds > maxDur;
  const talkSeconds = Math.min(end.talkSeconds, maxDur);
  const talked = calleeDone + talkSeconds;
  const hangCause: HangCause = cut ? 'ALLOTTED_TIMEOUT' : 'NORMAL_CLEARING';
  const last = cut ? talked : talked + 1;
  return {
    ...connected,
    recordedAt: course.recordedLate ? at(calleeDone + 1) : recordedAt,
    calleeAnsweredAt: at(calleeDone),
    talkSeconds,
    caller: { endedAt: at(end.firstToHangUp === 'caller' ? talked : last), hangCause },
    callee: { endedAt: at(end.firstToHangUp === 'callee' ? talked : last), hangCause },
    endedAt: at(last),
  };
}
