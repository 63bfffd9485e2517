import { type Timeline, timelineOf } from '../call/timeline.ts';
import type { SandboxCall } from '../store/store.ts';
import { type Action, badParameter, codeReply, success } from './action.ts';
import { beijingTime } from './beijing-time.ts';
import { callReport } from './call-report.ts';
import { messageOfCode } from './result-codes.ts';

const sessionShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Tells a call: while it lives by the state of its legs, after the end by the same object as the callback. */
export const queryBySession: Action = async (app, form, { store, clock }) => {
  const session = form.get('session') ?? '';
  const type = form.get('type') ?? '';
  if (!sessionShape.test(session)) return badParameter('session');
  if (type !== '1' && type !== '2') return badParameter('type');
  const call = type === '1' ? await store.findCall(session.toLowerCase()) : null;
  if (call?.appKey !== app.appKey) return codeReply(404, messageOfCode(404));
  const now = clock.now();
  const timeline = timelineOf(call.startedAt, call.maxDur, call.course);
  return success(now >= timeline.endedAt ? callReport(call, timeline) : callProgress(call, timeline, now));
};

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
