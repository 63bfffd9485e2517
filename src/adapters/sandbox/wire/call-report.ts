import type { Timeline } from '../call/timeline.ts';
import type { SandboxCall } from '../store/store.ts';
import { beijingTime } from './beijing-time.ts';

/** The provider's account of a finished call, in its callback and in `queryBySession`; keys in the provider's order. */
export interface CallReport {
  readonly session: string;
  readonly initAccount: string;
  readonly caller: string;
  readonly callee: string;
  readonly createtime: number;
  readonly starttime: string;
  readonly durationSec: number;
  readonly status: 'SUCCESS';
  readonly legs: readonly { readonly endpoint: string; readonly endTime: string; readonly hangCause: string }[];
}

/**
 * `status` says SUCCESS whatever happened, as the provider's does. `starttime` is the callee's answer; without one it
 * is the start, which comes before `createtime`.
 */
export function callReport(call: SandboxCall, timeline: Timeline): CallReport {
  const leg = (endpoint: string, end: Timeline['caller']): CallReport['legs'][number] => ({
    endpoint,
    endTime: beijingTime(end.endedAt),
    hangCause: end.hangCause,
  });
  return {
    session: call.session,
    initAccount: call.accid,
    caller: call.caller,
    callee: call.callee,
    createtime: timeline.recordedAt.getTime(),
    starttime: beijingTime(timeline.calleeAnsweredAt ?? timeline.startedAt),
    durationSec: timeline.talkSeconds,
    status: 'SUCCESS',
    legs: [leg(call.caller, timeline.caller), leg(call.callee, timeline.callee)],
  };
}
