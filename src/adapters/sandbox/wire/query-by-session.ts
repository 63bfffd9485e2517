import type { CallKind } from '../call/kind.ts';
import { partiesOf, type Timeline, timelineOf, withTalk } from '../call/timeline.ts';
import type { SandboxContext } from '../context.ts';
import type { QueryFault } from '../faults/fault.ts';
import { spoil } from '../faults/spoil.ts';
import type { Reply } from '../http/reply.ts';
import type { WholeReply } from '../http/whole-reply.ts';
import type { SandboxCall } from '../store/store.ts';
import { type Action, badParameter, codeReply, success } from './action.ts';
import { progressOf } from './progress.ts';
import { reportOf } from './report.ts';
import { messageOfCode } from './result-codes.ts';

const sessionShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const kinds: ReadonlyMap<string, CallKind> = new Map([
  ['1', 'CALL'],
  ['2', 'CONFERENCE'],
]);

/**
 * Tells a call or conference: while it lives by the state of its legs, after the end by the same object as the
 * callback. A session is not found under the type of the other kind.
 */
export const queryBySession: Action = async (app, form, context) => {
  const session = form.get('session') ?? '';
  const kind = kinds.get(form.get('type') ?? '');
  if (!sessionShape.test(session)) return badParameter('session');
  if (kind === undefined) return badParameter('type');
  const call = await context.store.findCall(session.toLowerCase());
  if (call?.appKey !== app.appKey || call.kind !== kind) return codeReply(404, messageOfCode(404));
  return answerUnder(context.faults.onQuery(call), call, context);
};

function answerUnder(fault: QueryFault | null, call: SandboxCall, context: SandboxContext): Reply {
  const timeline = timelineOf(call);
  if (fault?.kind === 'UNKNOWN_SESSION') return codeReply(404, messageOfCode(404));
  if (fault?.kind === 'DURATION') return told(call, timeline, withTalk(call, fault.talkSeconds), context);
  if (fault?.kind === 'ALIVE') return success(progressOf(call, timeline, aliveAt(timeline, context.clock.now())));
  const answer = told(call, timeline, timeline, context);
  return fault ? spoil(answer, fault, context.settings.heldAnswerMs) : answer;
}

/** The progress of a call that lives; `reported` is the course that is told once it is over. */
function told(call: SandboxCall, truth: Timeline, reported: Timeline, { clock, traffic }: SandboxContext): WholeReply {
  const now = clock.now();
  if (now < truth.endedAt) return success(progressOf(call, truth, now));
  traffic.reportTold(call.session, 'QUERY', reported.talkSeconds, true);
  return success(reportOf(call, reported));
}

/** The last moment, up to now, at which no leg had ended. */
function aliveAt(timeline: Timeline, now: Date): Date {
  const firstEnd = Math.min(...partiesOf(timeline).map(({ endedAt }) => endedAt.getTime()));
  return new Date(Math.min(now.getTime(), firstEnd - 1));
}
