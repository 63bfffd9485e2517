import { partiesOf, type Timeline } from '../call/timeline.ts';
import type { SandboxCall } from '../store/store.ts';
import { beijingTime } from './beijing-time.ts';

interface CommonReport {
  readonly session: string;
  readonly initAccount: string;
  readonly createtime: number;
  readonly starttime: string;
  readonly durationSec: number;
  readonly status: 'SUCCESS';
}

/** The provider's account of a finished call, in its callback and in `queryBySession`; keys in the provider's order. */
export interface CallReport extends CommonReport {
  readonly caller: string;
  readonly callee: string;
  readonly legs: readonly { readonly endpoint: string; readonly endTime: string; readonly hangCause: string }[];
}

/** The same of a conference: it says nothing about the single members. */
export interface ConferenceReport extends CommonReport {
  /** A JSON array of numbers as a string, the caller's first. */
  readonly members: string;
}

/**
 * What is told of a call or conference whose course is `timeline`. `status` says SUCCESS whatever happened, as the
 * provider's does. `starttime` is the first callee's answer; without one it is the start, which comes before
 * `createtime`.
 */
export function reportOf(call: SandboxCall, timeline: Timeline): CallReport | ConferenceReport {
  const { session, accid: initAccount } = call;
  const times = {
    createtime: timeline.recordedAt.getTime(),
    starttime: beijingTime(timeline.beganAt ?? timeline.startedAt),
    durationSec: timeline.talkSeconds,
    status: 'SUCCESS',
  } as const;
  if (call.kind === 'CONFERENCE') {
    return { session, initAccount, ...times, members: JSON.stringify(numbersOf(call)) };
  }
  const [caller = '', callee = ''] = numbersOf(call);
  const legs = partiesOf(timeline).map(({ endedAt, hangCause }, index) => {
    return { endpoint: index === 0 ? caller : callee, endTime: beijingTime(endedAt), hangCause };
  });
  return { session, initAccount, caller, callee, ...times, legs };
}

/** The caller's first. */
export function numbersOf({ caller, callees }: SandboxCall): readonly string[] {
  return [caller, ...callees.map(({ number }) => number)];
}
