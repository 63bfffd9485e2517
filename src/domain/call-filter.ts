import type { AnyCall } from './any-call.ts';
import { endedByOf } from './call-end.ts';
import type { AppId } from './ids.ts';
import type { Kind } from './parties.ts';
import { calleesOf, numbersOf } from './parties.ts';
import type { CallStatus } from './placed.ts';
import type { EndedBy } from './report.ts';

/**
 * STAT-1: which calls and conferences: one filter for lists, statistics, exports and live boards. What is not said does
 * not matter. Numbers are national digits, as calls carry them; what is none finds nothing.
 */
export interface CallFilter {
  /** Placed then or later, to the millisecond. */
  readonly from?: Date;
  /** Placed before then. */
  readonly to?: Date;
  readonly app?: AppId;
  readonly kind?: Kind;
  readonly status?: CallStatus;
  readonly endedBy?: EndedBy;
  readonly caller?: string;
  /** Of a conference, any callee. */
  readonly callee?: string;
  /** On either side; of a conference, any party. */
  readonly number?: string;
  /** The customer's own word, whole (CALL-11). */
  readonly reference?: string;
}

export function passes(call: AnyCall, filter: CallFilter): boolean {
  const { order } = call;
  const { from = order.placedAt, app = order.app, kind = call.kind, status = call.status } = filter;
  return (
    order.placedAt >= from &&
    (filter.to === undefined || order.placedAt < filter.to) &&
    order.app === app &&
    call.kind === kind &&
    call.status === status &&
    (filter.endedBy === undefined || endedByOf(call) === filter.endedBy) &&
    (filter.reference === undefined || order.reference === filter.reference) &&
    isBetween(call, filter)
  );
}

/** What of a filter a call passes from its first moment on, or never: all but how far it has come. */
export function lastingPart(filter: CallFilter): CallFilter {
  const lasting = Object.entries(filter).filter(([name]) => name !== 'status' && name !== 'endedBy');
  return Object.fromEntries(lasting);
}

/**
 * Whether it may have passed while it was under way, and does not any more. Who ended it is known of none that is under
 * way, so that it is its state alone by which such a call leaves a filter.
 */
export function mayHaveLeft(call: AnyCall, filter: CallFilter): boolean {
  const { status, endedBy } = filter;
  if (status === undefined || endedBy !== undefined) return false;
  return call.mayHaveBeen(status) && passes(call, lastingPart(filter));
}

function isBetween({ order }: AnyCall, { caller = order.caller.digits, callee, number }: CallFilter): boolean {
  return (
    order.caller.digits === caller &&
    (callee === undefined || calleesOf(order).some(({ digits }) => digits === callee)) &&
    (number === undefined || numbersOf(order).some(({ digits }) => digits === number))
  );
}
