import type { AnyCall } from './any-call.ts';
import type { EndedBy, HangUpCause } from './report.ts';
import { endedBy } from './report.ts';

/** CALL-11: who ended it, as far as its report tells; null without one. */
export function endedByOf(call: AnyCall): EndedBy | null {
  return call.report && endedBy(call.report, call.order.grantedSeconds);
}

/**
 * STAT-1: why it ended, in one word: of a conversation, that the limit cut it or somebody hung up; otherwise, what kept
 * it from becoming one, in the order in which the outcome goes by it. Null where no report tells of a leg.
 */
export function hangUpCauseOf(call: AnyCall): HangUpCause | null {
  const { report } = call;
  if (report === null || report.legs.length === 0) return null;
  if (endedByOf(call) === 'LIMIT') return 'LIMIT';
  const order = report.talkSeconds > 0 ? ofConversations : ofOthers;
  return order.find((cause) => report.legs.some((leg) => leg.cause === cause)) ?? null;
}

const ofConversations: readonly HangUpCause[] = ['NORMAL', 'OTHER', 'CANCELED', 'NO_ANSWER', 'BUSY', 'DECLINED'];
const ofOthers: readonly HangUpCause[] = ['DECLINED', 'BUSY', 'NO_ANSWER', 'CANCELED', 'OTHER', 'NORMAL'];
