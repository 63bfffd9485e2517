import type { Course, HangCause, Side } from './course.ts';

/** How a telephone that rang comes to its end, in seconds from the start of the call. */
export interface Ending {
  readonly answered: number | null;
  readonly ended: number;
  readonly hangCause: HangCause;
  /** In the conversation. */
  readonly talkSeconds: number;
}

/** What happens from the caller's answer on, in seconds from the start of the call. */
export interface Conversation {
  /** Null when no callee answers. */
  readonly began: number | null;
  readonly talkSeconds: number;
  readonly caller: Ending;
  readonly callees: readonly Ending[];
}

/** A callee who picks up at `answers`, and by whose number one of the two hangs up at `leaves`. */
interface Talker {
  readonly answers: number;
  readonly leaves: number;
  readonly firstToHangUp: Side;
}

/** When a conversation ends, and by whom; `LIMIT` is the provider's cut at `maxDur`. */
interface Close {
  readonly at: number;
  readonly by: 'CALLER' | 'CALLEES' | 'LIMIT';
}

/**
 * All callees ring from the caller's answer on. The conversation lasts from the first callee's answer until no callee
 * is left, the caller hangs up, or `maxDur` seconds have passed. Who is left behind by the party that ends it hears of
 * it a second later; where the provider ends it, all end together. Telephones that still ring then fall silent.
 */
export function conversationOf(courses: readonly Course[], callerAnswered: number, maxDur: number): Conversation {
  const talkers = courses.flatMap((course) => talkerOf(course, callerAnswered) ?? []);
  if (talkers.length === 0) return withoutConversation(courses, callerAnswered);
  const began = Math.min(...talkers.map(({ answers }) => answers));
  const close = closeOf(talkers, began, maxDur);
  const talkSeconds = close.at - began;
  return {
    began,
    talkSeconds,
    caller: {
      answered: callerAnswered,
      ended: close.by === 'CALLEES' ? close.at + 1 : close.at,
      hangCause: close.by === 'LIMIT' ? 'ALLOTTED_TIMEOUT' : 'NORMAL_CLEARING',
      talkSeconds,
    },
    callees: courses.map((course) => calleeEnding(course, callerAnswered, close)),
  };
}

function talkerOf({ calleeRingSeconds, end }: Course, callerAnswered: number): Talker | null {
  if (end.kind !== 'CONVERSATION') return null;
  const answers = callerAnswered + calleeRingSeconds;
  return { answers, leaves: answers + end.talkSeconds, firstToHangUp: end.firstToHangUp };
}

function withoutConversation(courses: readonly Course[], callerAnswered: number): Conversation {
  const callees = courses.map((course) => calleeEnding(course, callerAnswered, { at: Infinity, by: 'CALLEES' }));
  const ended = Math.max(...callees.map((callee) => callee.ended)) + 1;
  const caller: Ending = { answered: callerAnswered, ended, hangCause: 'NORMAL_CLEARING', talkSeconds: 0 };
  return { began: null, talkSeconds: 0, caller, callees };
}

function closeOf(talkers: readonly Talker[], began: number, maxDur: number): Close {
  const callerLeaves = Math.min(
    ...talkers.filter(({ firstToHangUp }) => firstToHangUp === 'caller').map(({ leaves }) => leaves),
  );
  const at = Math.min(callerLeaves, lastToLeave(talkers, began));
  if (at > began + maxDur) return { at: began + maxDur, by: 'LIMIT' };
  return { at, by: callerLeaves === at ? 'CALLER' : 'CALLEES' };
}

/** A callee who would answer when nobody is left finds no conversation. */
function lastToLeave(talkers: readonly Talker[], began: number): number {
  let last = began;
  for (const { answers, leaves } of [...talkers].sort((one, other) => one.answers - other.answers)) {
    if (answers > last) break;
    last = Math.max(last, leaves);
  }
  return last;
}

function calleeEnding(course: Course, callerAnswered: number, close: Close): Ending {
  const rangUntil = callerAnswered + course.calleeRingSeconds;
  const silent = { answered: null, talkSeconds: 0 };
  if (rangUntil > close.at) return { ...silent, ended: close.at, hangCause: 'ORIGINATOR_CANCEL' };
  if (course.end.kind !== 'CONVERSATION') return { ...silent, ended: rangUntil, hangCause: course.end.calleeCause };
  const leaves = rangUntil + course.end.talkSeconds;
  if (course.end.firstToHangUp === 'callee' && leaves <= close.at) {
    return { answered: rangUntil, talkSeconds: leaves - rangUntil, ended: leaves, hangCause: 'NORMAL_CLEARING' };
  }
  const talked = { answered: rangUntil, talkSeconds: close.at - rangUntil };
  if (close.by === 'LIMIT') return { ...talked, ended: close.at, hangCause: 'ALLOTTED_TIMEOUT' };
  return { ...talked, ended: close.at + 1, hangCause: 'NORMAL_CLEARING' };
}
