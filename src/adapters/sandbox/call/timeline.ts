import { conversationOf, type Ending } from './conversation.ts';
import type { Course, HangCause } from './course.ts';

/** What happens at one telephone, in service time; what never happens is null. */
export interface PartyTimeline {
  readonly rangAt: Date | null;
  readonly answeredAt: Date | null;
  readonly endedAt: Date;
  readonly hangCause: HangCause;
  /** Whole seconds in which this party was in the conversation. */
  readonly talkSeconds: number;
}

/** When everything happens in a call or conference, in service time. */
export interface Timeline {
  readonly startedAt: Date;
  /** The provider's `createtime`. */
  readonly recordedAt: Date;
  /** The first callee's answer, with which the conversation begins; null without one. */
  readonly beganAt: Date | null;
  /** Whole seconds from `beganAt` to the end of the conversation; 0 without one. */
  readonly talkSeconds: number;
  readonly caller: PartyTimeline;
  /** In the order in which they were asked for. */
  readonly callees: readonly PartyTimeline[];
  /** The end of the last leg. */
  readonly endedAt: Date;
}

/** What a timeline follows from. */
export interface Planned {
  readonly startedAt: Date;
  /** Seconds. */
  readonly maxDur: number;
  readonly callees: readonly { readonly course: Course }[];
}

/**
 * The whole call or conference as a function of its start. The caller rings first, as long as the first callee's course
 * says, then all callees at once. A callee's course that does not reach the caller is everybody's.
 */
export function timelineOf({ startedAt, maxDur, callees }: Planned): Timeline {
  const at = (seconds: number): Date => new Date(startedAt.getTime() + seconds * 1000);
  const courses = callees.map(({ course }) => course);
  const decisive = courses.find(({ end }) => end.kind === 'CALLER_LOST') ?? courses[0];
  if (!decisive) throw new Error('A call has a callee.');
  const rings = decisive.setupSeconds;
  const done = rings + decisive.callerRingSeconds;
  const common = { startedAt, recordedAt: at(1), beganAt: null, talkSeconds: 0 };
  if (decisive.end.kind === 'CALLER_LOST') {
    const party = (rangAt: Date | null, hangCause: HangCause): PartyTimeline => {
      return { rangAt, answeredAt: null, endedAt: at(done), hangCause, talkSeconds: 0 };
    };
    const { callerCause, calleeCause } = decisive.end;
    const silent = courses.map(() => party(null, calleeCause));
    return { ...common, caller: party(at(rings), callerCause), callees: silent, endedAt: at(done) };
  }
  const { began, talkSeconds, caller, callees: ends } = conversationOf(courses, done, maxDur);
  const party = (rang: number, { answered, ended, ...rest }: Ending): PartyTimeline => {
    return { rangAt: at(rang), answeredAt: answered === null ? null : at(answered), endedAt: at(ended), ...rest };
  };
  return {
    ...common,
    ...(began !== null && { beganAt: at(began), recordedAt: at(decisive.recordedLate ? began + 1 : 1) }),
    talkSeconds,
    caller: party(rings, caller),
    callees: ends.map((end) => party(done, end)),
    endedAt: at(Math.max(caller.ended, ...ends.map(({ ended }) => ended))),
  };
}

/** Caller first, then the callees. */
export function partiesOf({ caller, callees }: Timeline): readonly PartyTimeline[] {
  return [caller, ...callees];
}

/**
 * The call as it would be if its conversation had lasted `talkSeconds`, with the first callee alone: consistent in
 * itself, and not the truth.
 */
export function withTalk({ startedAt, maxDur, callees }: Planned, talkSeconds: number): Timeline {
  const talks = { kind: 'CONVERSATION', talkSeconds, firstToHangUp: 'callee' } as const;
  const isLost = { kind: 'CALLEE_LOST', calleeCause: 'NO_ANSWER' } as const;
  const told = callees.map(({ course }, index) => ({ course: { ...course, end: index === 0 ? talks : isLost } }));
  return timelineOf({ startedAt, maxDur: Math.max(maxDur, talkSeconds), callees: told });
}
