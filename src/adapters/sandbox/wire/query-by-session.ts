import { type Timeline, timelineOf, withTalk } from '../call/timeline.ts';
import type { SandboxContext } from '../context.ts';
import type { QueryFault } from '../faults/fault.ts';
import { spoil } from '../faults/spoil.ts';
import type { Reply } from '../http/reply.ts';
import type { WholeReply } from '../http/whole-reply.ts';
import type { SandboxCall } from '../store/store.ts';
import { type Action, badParameter, codeReply, success } from './action.ts';
import { beijingTime } from './beijing-time.ts';
import { callReport } from './call-report.ts';
import { messageOfCode } from './result-codes.ts';

const sessionShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Tells a call: while it lives by the state of its legs, after the end by the same object as the callback. */
export const queryBySession: Action = async (app, form, context) => {
  const session = form.get('session') ?? '';
  const type = form.get('type') ?? '';
  if (!sessionShape.test(session)) return badParameter('session');
  if (type !== '1' && type !== '2') return badParameter('type');
  const call = type === '1' ? await context.store.findCall(session.toLowerCase()) : null;
  if (call?.appKey !== app.appKey) return codeReply(404, messageOfCode(404));
  return answerUnder(context.faults.onQuery(call), call, context);
};

function answerUnder(fault: QueryFault | null, call: SandboxCall, context: SandboxContext): Reply {
  const timeline = timelineOf(call.startedAt, call.maxDur, call.course);
  if (fault?.kind === 'UNKNOWN_SESSION') return codeReply(404, messageOfCode(404));
  if (fault?.kind === 'DURATION') return reported(call, withTalk(call, fault.talkSeconds), context);
  if (fault?.kind === 'ALIVE') return success(callProgress(call, timeline, aliveAt(timeline, context.clock.now())));
  const answer = reported(call, timeline, context);
  return fault ? spoil(answer, fault, context.settings.heldAnswerMs) : answer;
}

/** What is told of a call whose course is `timeline`. */
function reported(call: SandboxCall, timeline: Timeline, { clock, traffic }: SandboxContext): WholeReply {
  const now = clock.now();
  const over = now >= timelineOf(call.startedAt, call.maxDur, call.course).endedAt;
  if (!over) return success(callProgress(call, timeline, now));
  traffic.reportTold(call.session, 'QUERY', timeline.talkSeconds, true);
  return success(callReport(call, timeline));
}

/** The last moment, up to now, at which no leg had ended. */
function aliveAt(timeline: Timeline, now: Date): Date {
  const firstEnd = Math.min(timeline.caller.endedAt.getTime(), timeline.callee.endedAt.getTime());
  return new Date(Math.min(now.getTime(), firstEnd - 1));
}

interface LegProgress {
  readonly endpoint: string;
  readonly state: 'RINGING' | 'ANSWERED' | 'ENDED';
  readonly answerTime?: string;
}

function callProgress(call: SandboxCall, timeline: Timeline, now: Date): object {
  const { callerRangAt, callerAnsweredAt, calleeRangAt, calleeAnsweredAt } = timeline;
  return {
    session: call.session,
    initAccount: call.accid,
    caller: call.caller,
    callee: call.callee,
    createtime: timeline.recordedAt.getTime(),
    legs: [
      ...legProgress(call.caller, callerRangAt, callerAnsweredAt, timeline.caller.endedAt, now),
      ...legProgress(call.callee, calleeRangAt, calleeAnsweredAt, timeline.callee.endedAt, now),
    ],
  };
}

/** A telephone that has not rung yet has no leg. */
function legProgress(
  endpoint: string,
  rangAt: Date | null,
  answeredAt: Date | null,
  endedAt: Date,
  now: Date,
): LegProgress[] {
  if (rangAt === null || now < rangAt) return [];
  const answered = answeredAt !== null && now >= answeredAt;
  const state = now >= endedAt ? 'ENDED' : answered ? 'ANSWERED' : 'RINGING';
  return [{ endpoint, state, ...(answered && { answerTime: beijingTime(answeredAt) }) }];
}
