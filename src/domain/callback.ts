import type { AnyCall } from './any-call.ts';
import type { AppId, CallId } from './ids.ts';
import type { CallReport } from './report.ts';

/** An authentic callback as it was stored, with what became of it (CALLBACK-1). */
export interface StoredCallback {
  readonly app: AppId;
  /** SHA-256 of the raw body: the same bytes again are a duplicate, for ever. */
  readonly bodyHash: string;
  /** Its bytes, as they came: a decoded text would not give the same digest again. */
  readonly body: Uint8Array;
  /** Null where the body is authentic but not understood. */
  readonly report: CallReport | null;
  /** DISMISSED: an operator decided that it is about no call. */
  readonly state: 'MATCHED' | 'DUPLICATE' | 'PARKED' | 'DISMISSED';
  /** Why it is parked. */
  readonly reason: ParkReason | null;
  readonly call: CallId | null;
  readonly receivedAt: Date;
}

/** STALE: it is old, was never seen, and a query did not confirm it. */
export const parkReasons = ['NOT_UNDERSTOOD', 'IMPLAUSIBLE', 'NO_CALL', 'TIE', 'STALE'] as const;

export type ParkReason = (typeof parkReasons)[number];

/** How far the provider's clock may be from ours; its own window for request headers. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * Whether a callback was not signed just now, by wall time. One that comes late may be true, and may be one that somebody
 * kept back: alone, it settles nothing.
 */
export function isStale(signedAt: Date, now: Date): boolean {
  return Math.abs(now.getTime() - signedAt.getTime()) > CLOCK_TOLERANCE_MS;
}

/** CALLBACK-1: it is parked for one reason alone: it was old when it came, and nobody could say that it is true. */
export function awaitsConfirmation({ state, reason }: Pick<StoredCallback, 'state' | 'reason'>): boolean {
  return state === 'PARKED' && reason === 'STALE';
}

/**
 * CALL-5: what a report without a known session may be about: the calls that never got one, and of those between the
 * same telephones that are open, the ones whose start is still without an answer.
 */
export function mayBeAbout(unmatched: readonly AnyCall[], open: readonly AnyCall[]): readonly AnyCall[] {
  return [...unmatched, ...open.filter(({ status }) => status === 'PLACING')];
}

/**
 * CALL-5: the call that a report without a known session fits: same app and telephones (given), placed nearest in time.
 * Null when none fits, TIE when two are equally near.
 */
export function nearestFit(candidates: readonly AnyCall[], report: CallReport): AnyCall | 'TIE' | null {
  const { createdAt } = report;
  const fitting = candidates.filter((call) => call.session === null && fits(call, createdAt));
  const distance = (call: AnyCall): number =>
    createdAt === null ? 0 : Math.abs(call.order.placedAt.getTime() - createdAt.getTime());
  const [nearest, second] = fitting.sort((a, b) => distance(a) - distance(b));
  if (nearest === undefined) return null;
  return second !== undefined && distance(second) === distance(nearest) ? 'TIE' : nearest;
}

function fits(call: AnyCall, createdAt: Date | null): boolean {
  if (call.status === 'REFUSED') return false;
  if (createdAt === null) return true;
  const time = createdAt.getTime();
  const { placedAt, deadline } = call.order;
  return time >= placedAt.getTime() - CLOCK_TOLERANCE_MS && time <= deadline.getTime() + CLOCK_TOLERANCE_MS;
}
