import type { Account } from '../../domain/account.ts';
import type { AnyCall } from '../../domain/any-call.ts';
import type { CallFilter } from '../../domain/call-filter.ts';
import { lastingPart, mayHaveLeft, passes } from '../../domain/call-filter.ts';
import type { CallId } from '../../domain/ids.ts';
import type { AccountReads } from '../ports/reads.ts';

/** The most calls that a board shows, and the most changes that it tells one by one. */
export const MOST = 1000;
/** Down to so many, a board that is not whole is read anew: at each end of a call, that would be much to read. */
const FEW = 900;

type UnderWay = ReadonlyMap<CallId, AnyCall>;

/** What is under way of an account and passes a filter, as it is read. */
export interface Board {
  readonly account: Account;
  readonly head: bigint;
  readonly underWay: UnderWay;
  /** False from when more are under way than it shows, until few are left and all of them are told. */
  readonly isWhole: boolean;
  /** The head at which it became whole again: whose cursor is older may miss any of it. */
  readonly wholeFrom: bigint;
  /** What is told since the reading before; null where that is not to be told one by one. */
  readonly changed: readonly AnyCall[] | null;
}

export async function readBoard(reads: AccountReads, filter: CallFilter, before: Board | null): Promise<Board> {
  const account = await reads.account();
  const { head } = await reads.cursor(account.id);
  const changed = before === null ? null : await changedCalls(reads, filter, before.head);
  if (before === null || changed === null) {
    const whole = await readWhole(reads, filter);
    return { account, head, ...whole, wholeFrom: before === null ? 0n : head, changed: null };
  }
  const underWay = moved(before.underWay, changed, filter);
  const told = changed.filter((call) => passes(call, filter) || wasShown(call, filter, before));
  const { isWhole, wholeFrom } = before;
  if (isWhole || underWay.size > FEW)
    return { account, head, underWay, isWhole: isWhole && underWay.size <= MOST, wholeFrom, changed: told };
  const whole = await readWhole(reads, filter);
  return { account, head, ...whole, wholeFrom: head, changed: together(told, whole.underWay.values()) };
}

/**
 * What has changed since a cursor and passes the filter, or may have passed it at the cursor: who was shown it must learn
 * that it has left. Null where what has changed cannot be told.
 */
export async function missedCalls(
  reads: AccountReads,
  filter: CallFilter,
  after: bigint,
): Promise<readonly AnyCall[] | null> {
  const changed = await changedCalls(reads, filter, after);
  return changed?.filter((call) => passes(call, filter) || mayHaveLeft(call, filter)) ?? null;
}

/** Each once, as the last of them. */
export function together(calls: readonly AnyCall[], others: Iterable<AnyCall>): readonly AnyCall[] {
  return [...byId([...calls, ...others]).values()];
}

/** Of those that are under way, the newest that a board has room for. */
export function shownOf({ underWay }: Board): readonly AnyCall[] {
  const calls = [...underWay.values()];
  if (calls.length <= MOST) return calls;
  return calls.sort((one, other) => Number(other.order.placedAt) - Number(one.order.placedAt)).slice(0, MOST);
}

async function readWhole(reads: AccountReads, filter: CallFilter): Promise<Pick<Board, 'underWay' | 'isWhole'>> {
  const calls = await reads.callsUnderWay(filter, MOST + 1);
  return { underWay: byId(calls), isWhole: calls.length <= MOST };
}

/** Those that changed, whatever state they are in: a filter may have been left by that. Null where it cannot be told. */
async function changedCalls(
  reads: AccountReads,
  filter: CallFilter,
  after: bigint,
): Promise<readonly AnyCall[] | null> {
  const changed = await reads.changedSince(after, MOST);
  const calls = changed?.filter(({ kind }) => kind === 'CALL').map(({ id }) => id as CallId);
  if (calls === undefined) return null;
  return calls.length === 0 ? [] : reads.callsAmong(calls, lastingPart(filter));
}

function moved(underWay: UnderWay, changed: readonly AnyCall[], filter: CallFilter): UnderWay {
  const next = new Map(underWay);
  for (const call of changed) {
    if (passes(call, filter) && !call.hasEnded) next.set(call.id, call);
    else next.delete(call.id);
  }
  return next;
}

/** Where not all of them are known, whatever may have been shown counts as shown. */
function wasShown(call: AnyCall, filter: CallFilter, { underWay, isWhole }: Board): boolean {
  return isWhole ? underWay.has(call.id) : mayHaveLeft(call, filter);
}

function byId(calls: readonly AnyCall[]): ReadonlyMap<CallId, AnyCall> {
  return new Map(calls.map((call) => [call.id, call]));
}
