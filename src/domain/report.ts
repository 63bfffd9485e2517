import type { ProviderSession } from './ids.ts';
import type { NamedParties } from './parties.ts';

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

interface Told {
  readonly createdAt: Date | null;
  /**
   * When it says that it began, where it says so. A call's is for its plausibility alone, and not kept with the call; of
   * a conference it is all that tells a time.
   */
  readonly startedAt?: Date | null;
  /** PRICE-3: whole seconds, a fraction rounded up once. */
  readonly talkSeconds: number;
  /** A call's caller comes first. */
  readonly legs: readonly LegReport[];
}

/** The provider's word about a finished call or conference, from a callback or a query. */
export type CallReport = Told &
  NamedParties & { readonly source: 'CALLBACK' | 'QUERY'; readonly session: ProviderSession };

/**
 * What an operator learnt about a call from the provider's support (CALL-5). It tells the whole seconds of the
 * conversation, and the session where the support named one; of the legs it knows nothing.
 */
export type OperatorReport = Told &
  NamedParties & { readonly source: 'OPERATOR'; readonly session: ProviderSession | null };

/** What a call can be settled by. */
export type SettlingReport = CallReport | OperatorReport;

/** CALL-11 */
export type EndedBy = 'CALLER' | 'CALLEE' | 'PROVIDER' | 'LIMIT' | 'UNKNOWN';

export type OutcomeStatus = 'COMPLETED' | 'NO_ANSWER' | 'BUSY' | 'DECLINED' | 'FAILED';

/** How the call ended. Only a conversation completes it, whatever the provider's own status says (PRICE-3). */
export function outcomeOf(report: SettlingReport): OutcomeStatus {
  if (report.talkSeconds > 0) return 'COMPLETED';
  const causes = report.legs.map((leg) => leg.cause);
  if (causes.includes('DECLINED')) return 'DECLINED';
  if (causes.includes('BUSY')) return 'BUSY';
  if (causes.includes('NO_ANSWER')) return 'NO_ANSWER';
  return 'FAILED';
}

/** CALL-11: who ended the call, as far as the report tells: the leg that ended first, or the limit. */
export function endedBy(report: SettlingReport, grantedSeconds: number): EndedBy {
  const [caller, callee] = report.legs;
  if (report.legs.some((leg) => leg.cause === 'LIMIT') || report.talkSeconds >= grantedSeconds) return 'LIMIT';
  if (report.kind === 'CONFERENCE') return 'UNKNOWN';
  if (caller?.cause === 'DECLINED') return 'CALLER';
  if (callee?.cause === 'DECLINED') return 'CALLEE';
  if (report.legs.some((leg) => leg.cause === 'NO_ANSWER' || leg.cause === 'BUSY')) return 'PROVIDER';
  const callerEnd = caller?.endedAt?.getTime();
  const calleeEnd = callee?.endedAt?.getTime();
  if (callerEnd === undefined || calleeEnd === undefined || callerEnd === calleeEnd) return 'UNKNOWN';
  return callerEnd < calleeEnd ? 'CALLER' : 'CALLEE';
}

/** When it ended: its last leg's end; where no leg tells, a conference's start with its duration, and null for a call. */
export function endOf(report: SettlingReport): Date | null {
  const ends = report.legs.flatMap((leg) => (leg.endedAt === null ? [] : [leg.endedAt.getTime()]));
  if (ends.length > 0) return new Date(Math.max(...ends));
  const { kind, startedAt = null, talkSeconds } = report;
  return kind === 'CALL' || startedAt === null ? null : new Date(startedAt.getTime() + talkSeconds * 1000);
}

/** CALL-9: when the conversation began: the last leg's end less the duration. Null without a conversation or an end. */
export function conversationStart(report: SettlingReport): Date | null {
  const end = endOf(report);
  return end === null || report.talkSeconds === 0 ? null : new Date(end.getTime() - report.talkSeconds * 1000);
}

/** A day: no call lasts longer, so a report that says so is for a person to look at. */
export const LONGEST_PLAUSIBLE_SECONDS = 86_400;

/** Between two times of one report: they come from several machines, and not all of them in milliseconds. */
const TIME_TOLERANCE_MS = 60_000;

/** Whether a report can be true at all: its duration, and its end after its start. What cannot, is parked, not charged. */
export function isPlausible(report: SettlingReport): boolean {
  const { talkSeconds, startedAt = null } = report;
  if (!Number.isInteger(talkSeconds) || talkSeconds < 0 || talkSeconds > LONGEST_PLAUSIBLE_SECONDS) return false;
  const end = endOf(report);
  return startedAt === null || end === null || end.getTime() >= startedAt.getTime() - TIME_TOLERANCE_MS;
}
