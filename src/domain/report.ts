import type { ProviderSession } from './ids.ts';

/** Why a leg ended, in our words. Which of the provider's words mean what is the adapter's configuration. */
export const hangUpCauses = ['NORMAL', 'BUSY', 'NO_ANSWER', 'DECLINED', 'CANCELED', 'LIMIT', 'OTHER'] as const;

export type HangUpCause = (typeof hangUpCauses)[number];

export interface LegReport {
  readonly number: string;
  readonly endedAt: Date | null;
  readonly cause: HangUpCause;
  /** The provider's own word, kept as it came. */
  readonly providerCause: string;
}

/** The provider's word about a finished call, from a callback or a query. The caller's leg comes first. */
export interface CallReport {
  readonly source: 'CALLBACK' | 'QUERY';
  readonly session: ProviderSession;
  readonly caller: string;
  readonly callee: string;
  readonly createdAt: Date | null;
  /** PRICE-3: whole seconds, a fraction rounded up once. */
  readonly talkSeconds: number;
  readonly legs: readonly LegReport[];
}

/** CALL-11 */
export type EndedBy = 'CALLER' | 'CALLEE' | 'PROVIDER' | 'LIMIT' | 'UNKNOWN';

export type OutcomeStatus = 'COMPLETED' | 'NO_ANSWER' | 'BUSY' | 'DECLINED' | 'FAILED';

/** How the call ended. Only a conversation completes it, whatever the provider's own status says (PRICE-3). */
export function outcomeOf(report: CallReport): OutcomeStatus {
  if (report.talkSeconds > 0) return 'COMPLETED';
  const causes = report.legs.map((leg) => leg.cause);
  if (causes.includes('DECLINED')) return 'DECLINED';
  if (causes.includes('BUSY')) return 'BUSY';
  if (causes.includes('NO_ANSWER')) return 'NO_ANSWER';
  return 'FAILED';
}

/** CALL-11: who ended the call, as far as the report tells: the leg that ended first, or the limit. */
export function endedBy(report: CallReport, grantedSeconds: number): EndedBy {
  const [caller, callee] = report.legs;
  if (report.legs.some((leg) => leg.cause === 'LIMIT') || report.talkSeconds >= grantedSeconds) return 'LIMIT';
  if (caller?.cause === 'DECLINED') return 'CALLER';
  if (callee?.cause === 'DECLINED') return 'CALLEE';
  if (report.legs.some((leg) => leg.cause === 'NO_ANSWER' || leg.cause === 'BUSY')) return 'PROVIDER';
  const callerEnd = caller?.endedAt?.getTime();
  const calleeEnd = callee?.endedAt?.getTime();
  if (callerEnd === undefined || calleeEnd === undefined || callerEnd === calleeEnd) return 'UNKNOWN';
  return callerEnd < calleeEnd ? 'CALLER' : 'CALLEE';
}

/** When the call ended: its last leg's end, or null where no leg tells. */
export function endOf(report: CallReport): Date | null {
  const ends = report.legs.flatMap((leg) => (leg.endedAt === null ? [] : [leg.endedAt.getTime()]));
  return ends.length === 0 ? null : new Date(Math.max(...ends));
}

/** CALL-9: when the conversation began: the last leg's end less the duration. Null without a conversation or an end. */
export function conversationStart(report: CallReport): Date | null {
  const end = endOf(report);
  return end === null || report.talkSeconds === 0 ? null : new Date(end.getTime() - report.talkSeconds * 1000);
}

/** A day: no call lasts longer, so a report that says so is for a person to look at. */
const LONGEST_PLAUSIBLE_SECONDS = 86_400;

/** Whether a duration can be true at all. What is not, is parked instead of charged. */
export function isPlausible(report: CallReport): boolean {
  return (
    Number.isInteger(report.talkSeconds) && report.talkSeconds >= 0 && report.talkSeconds <= LONGEST_PLAUSIBLE_SECONDS
  );
}
