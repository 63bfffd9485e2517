import type { AnyCall } from './any-call.ts';
import { conversationStart } from './report.ts';

/** When the conversation began: as the report tells, or as a progress query saw it. Null where nothing tells. */
export function conversationStartOf(call: AnyCall): Date | null {
  if (call.state.money === 'RESERVED') return call.state.answeredAt;
  return call.report === null ? null : conversationStart(call.report);
}

/** CALL-9: milliseconds from placing a call to its conversation; null (unknown) also where that comes out negative. */
export function timeToAnswer(call: AnyCall): number | null {
  const start = conversationStartOf(call);
  if (start === null) return null;
  const milliseconds = start.getTime() - call.order.placedAt.getTime();
  return milliseconds < 0 ? null : milliseconds;
}
