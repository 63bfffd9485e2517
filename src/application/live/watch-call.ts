import type { Account } from '../../domain/account.ts';
import type { AnyCall } from '../../domain/any-call.ts';
import type { Call } from '../../domain/call.ts';
import type { Conference } from '../../domain/conference.ts';
import { DomainError } from '../../domain/errors.ts';
import type { AccountId, CallId } from '../../domain/ids.ts';
import type { Kind } from '../../domain/parties.ts';
import type { Principal } from '../../domain/principal.ts';
import { permit } from '../../domain/role.ts';
import type { RunningCost } from '../../domain/running-cost.ts';
import { runningCost } from '../../domain/running-cost.ts';
import type { followCall } from '../follow-call.ts';
import type { Ports } from '../ports/ports.ts';
import { within } from '../view.ts';
import type { News } from './news.ts';
import { readPersistently } from './persistently.ts';
import { readingOf } from './reading-of.ts';
import type { Cursor, Reading, Update } from './update.ts';
import type { Watched } from './watched.ts';
import { watched } from './watched.ts';

export interface CallUpdate<Of extends AnyCall = Call> extends Update {
  readonly call: Of;
  /** Null unless a conversation is known to be under way. */
  readonly cost: RunningCost | null;
}

type Watch<Of extends AnyCall> = (principal: Principal, id: CallId, after: bigint | null) => Watched<CallUpdate<Of>>;
type Follow = ReturnType<typeof followCall>;

/** LIVE-1, LIVE-2: a call's present state, each change, a tick at each started minute; ends when the call has ended. */
export function watchCall(ports: Ports, news: News, follow: Follow): Watch<Call> {
  return watchOne(ports, news, follow, 'CALL');
}

/** LIVE-1, LIVE-2: the same of a conference. */
export function watchConference(ports: Ports, news: News, follow: Follow): Watch<Conference> {
  return watchOne(ports, news, follow, 'CONFERENCE');
}

type OfKind<Of extends Kind> = Extract<AnyCall, { readonly kind: Of }>;

function watchOne<Of extends Kind>(ports: Ports, news: News, follow: Follow, kind: Of): Watch<OfKind<Of>> {
  return (principal, id, after) => {
    permit(principal, 'viewCalls');
    const { account } = principal;
    return watched(ports, after, news.of(account, id), async function* (bell) {
      let unfollow: (() => void) | null = null;
      try {
        let [version, tickAt]: [number, Date | null] = [0, null];
        while (!bell.stopped) {
          const rings = bell.listen();
          const state = await readPersistently(ports, bell, () => readCall(ports, account, id, kind));
          if (state === null) return;
          if (!state.call.hasEnded) unfollow ??= follow(account, id);
          const { call } = state;
          const cost = runningCost(call, state.account, ports.clock.service());
          yield readingOfCall(rings, { ...state, cost }, ports.clock.service(), version, tickAt);
          if (call.hasEnded) return;
          version = call.version;
          tickAt = cost?.nextMinuteAt ?? null;
          await bell.wait(tickAt);
        }
      } finally {
        unfollow?.();
      }
    });
  };
}

interface State<Of extends AnyCall> {
  readonly call: Of;
  readonly account: Account;
  readonly cursor: Cursor;
}

/** `version` and `tickAt` are what the reading before left: a version that was seen, and when the next minute starts. */
function readingOfCall<Of extends AnyCall>(
  rings: number,
  { call, cursor, cost }: State<Of> & Pick<CallUpdate, 'cost'>,
  now: Date,
  version: number,
  tickAt: Date | null,
): Reading<CallUpdate<Of>> {
  const state = { version: call.version, call, cost };
  const isNew = call.version > version;
  const reading = readingOf(rings, cursor, isNew, (kind): CallUpdate<Of> => ({
    kind,
    cursor: cursor.head,
    at: call.changedAt,
    ...state,
  }));
  const ticks = !isNew && cost !== null && tickAt !== null && tickAt <= now;
  return ticks ? { ...reading, change: { kind: 'COST', cursor: null, at: now, ...state } } : reading;
}

function readCall<Of extends Kind>(ports: Ports, id: AccountId, callId: CallId, kind: Of): Promise<State<OfKind<Of>>> {
  return within(ports, id, async (reads) => {
    const call = await reads.call(callId);
    if (call?.kind !== kind) throw new DomainError({ code: 'NOT_FOUND', what: kind });
    return { call: call as OfKind<Of>, account: await reads.account(), cursor: await reads.cursor(callId) };
  });
}
