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
  const at = (seconds: number): Date => new Date(startedAt.getTime() + seconds * 1000);
  const callerDone = course.setupSeconds + course.callerRingSeconds;
  const common = { startedAt, recordedAt: at(1), callerRangAt: at(course.setupSeconds) };
  if (course.end.kind === 'CALLER_LOST') {
    const endedAt = at(callerDone);
    return {
      ...common,
      callerAnsweredAt: null,
      calleeRangAt: null,
      calleeAnsweredAt: null,
      talkSeconds: 0,
      caller: { endedAt, hangCause: course.end.callerCause },
      callee: { endedAt, hangCause: course.end.calleeCause },
      endedAt,
    };
  }
  const calleeDone = callerDone + course.calleeRingSeconds;
  const connected = { ...common, callerAnsweredAt: at(callerDone), calleeRangAt: at(callerDone) };
  if (course.end.kind === 'CALLEE_LOST') {
    return {
      ...connected,
      calleeAnsweredAt: null,
      talkSeconds: 0,
      caller: { endedAt: at(calleeDone + 1), hangCause: 'NORMAL_CLEARING' },
      callee: { endedAt: at(calleeDone), hangCause: course.end.calleeCause },
      endedAt: at(calleeDone + 1),
    };
  }
  const recordedAt = course.recordedLate ? at(calleeDone + 1) : connected.recordedAt;
  const calleeAnsweredAt = at(calleeDone);
  return { ...connected, recordedAt, calleeAnsweredAt, ...conversation(calleeAnsweredAt, maxDur, course.end) };
}

function conversation(
  answeredAt: Date,
  maxDur: number,
  end: Course['end'] & { readonly kind: 'CONVERSATION' },
): Pick<Timeline, 'talkSeconds' | 'caller' | 'callee' | 'endedAt'> {
  const at = (seconds: number): Date => new Date(answeredAt.getTime() + seconds * 1000);
  if (end.talkSeconds > maxDur) {
    const both: LegEnd = { endedAt: at(maxDur), hangCause: 'ALLOTTED_TIMEOUT' };
    return { talkSeconds: maxDur, caller: both, callee: both, endedAt: both.endedAt };
  }
  const { talkSeconds, firstToHangUp } = end;
  const first: LegEnd = { endedAt: at(talkSeconds), hangCause: 'NORMAL_CLEARING' };
  const second: LegEnd = { endedAt: at(talkSeconds + 1), hangCause: 'NORMAL_CLEARING' };
  const callerFirst = firstToHangUp === 'caller';
  return {
    talkSeconds,
    caller: callerFirst ? first : second,
    callee: callerFirst ? second : first,
    endedAt: second.endedAt,
  };
}

/** The call as it would be if its conversation had lasted `talkSeconds`: consistent in itself, and not the truth. */
export function withTalk(
  { startedAt, maxDur, course }: { readonly startedAt: Date; readonly maxDur: number; readonly course: Course },
  talkSeconds: number,
): Timeline {
  const end = { kind: 'CONVERSATION', talkSeconds, firstToHangUp: 'callee' } as const;
  return timelineOf(startedAt, Math.max(maxDur, talkSeconds), { ...course, end });
}
