import { partiesOf, type PartyTimeline, type Timeline } from '../call/timeline.ts';
import type { SandboxCall } from '../store/store.ts';
import { beijingTime } from './beijing-time.ts';
import { numbersOf } from './report.ts';

interface LegProgress {
  readonly endpoint: string;
  readonly state: 'RINGING' | 'ANSWERED' | 'ENDED';
  readonly answerTime?: string;
}

/** What `queryBySession` tells of a call or conference that lives: who it is, and its legs as they are at `now`. */
export function progressOf(call: SandboxCall, timeline: Timeline, now: Date): object {
  const numbers = numbersOf(call);
  const [caller, callee] = numbers;
  return {
    session: call.session,
    initAccount: call.accid,
    ...(call.kind === 'CALL' && { caller, callee }),
    createtime: timeline.recordedAt.getTime(),
    ...(call.kind === 'CONFERENCE' && { members: JSON.stringify(numbers) }),
    legs: partiesOf(timeline).flatMap((party, index) => legProgress(numbers[index] ?? '', party, now)),
  };
}

/** A telephone that has not rung yet has no leg. */
function legProgress(endpoint: string, { rangAt, answeredAt, endedAt }: PartyTimeline, now: Date): LegProgress[] {
  if (rangAt === null || now < rangAt) return [];
  const answered = answeredAt !== null && now >= answeredAt;
  const state = now >= endedAt ? 'ENDED' : answered ? 'ANSWERED' : 'RINGING';
  return [{ endpoint, state, ...(answered && { answerTime: beijingTime(answeredAt) }) }];
}
