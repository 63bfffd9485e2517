import type { Account } from '../domain/account.ts';
import type { AnyCall } from '../domain/any-call.ts';
import type { Call } from '../domain/call.ts';
import type { Conference } from '../domain/conference.ts';
import { DomainError } from '../domain/errors.ts';
import type { AccountId, CallId } from '../domain/ids.ts';
import type { Kind } from '../domain/parties.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import type { RunningCost } from '../domain/running-cost.ts';
import { runningCost } from '../domain/running-cost.ts';
import { followCall } from './follow-call.ts';
import type { Provider } from './pace/provider.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';
import { within } from './view.ts';
import { watched } from './watched.ts';

/** What a subscriber gets: the state at a version. Versions grow; some may be merged; the last is never missed (LIVE-1). */
export interface Update<Subject> {
  /** The account's event sequence up to which this is true: where to resume. Null for a derived cost tick. */
  readonly cursor: bigint | null;
  readonly version: number;
  readonly at: Date;
  readonly subject: Subject;
}

export type CallUpdate<Of extends AnyCall = Call> = Update<Of> & { readonly cost: RunningCost | null };

type Watch<Of extends AnyCall> = (
  principal: Principal,
  id: CallId,
  after: bigint | null,
) => AsyncIterableIterator<CallUpdate<Of>>;

/** LIVE-1, LIVE-2: a call's present state, each change, a tick at each started minute; ends when the call has ended. */
export function watchCall(ports: Ports, settings: Settings, provider: Provider): Watch<Call> {
  return watchOne(ports, settings, provider, 'CALL');
}

/** LIVE-1, LIVE-2: the same of a conference. */
export function watchConference(ports: Ports, settings: Settings, provider: Provider): Watch<Conference> {
  return watchOne(ports, settings, provider, 'CONFERENCE');
}

type OfKind<Of extends Kind> = Extract<AnyCall, { readonly kind: Of }>;

function watchOne<Of extends Kind>(ports: Ports, settings: Settings, provider: Provider, kind: Of): Watch<OfKind<Of>> {
  const follow = followCall(ports, settings, provider);
  return (principal, id, after) => {
    permit(principal, 'viewCalls');
    return watched(ports, principal.account, async function* (bell) {
      let unfollow: (() => void) | null = null;
      try {
        let version = 0;
        let tickAt: Date | null = null;
        while (!bell.stopped) {
          const { call, account, cursor } = await readCall(ports, principal.account, id, kind);
          if (!call.hasEnded) unfollow ??= follow(principal.account, id);
          const now = ports.clock.service();
          const cost = runningCost(call, account, now);
          const known = version === 0 && after !== null && cursor.subject <= after;
          const changed = call.version > version;
          if (changed && !known) {
            yield { cursor: cursor.head, version: call.version, at: call.changedAt, subject: call, cost };
          } else if (!changed && cost !== null && tickAt !== null && tickAt <= now) {
            yield { cursor: null, version: call.version, at: now, subject: call, cost };
          }
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

/** LIVE-1: the account's present state, then each change of its balance or what is reserved. */
export function watchAccount(ports: Ports) {
  return (principal: Principal, after: bigint | null): AsyncIterableIterator<Update<Account>> => {
    permit(principal, 'viewAccount');
    const id = principal.account;
    return watched(ports, id, async function* (bell) {
      let version = 0;
      while (!bell.stopped) {
        const { account, cursor } = await within(ports, id, async (reads) => ({
          account: await reads.account(),
          cursor: await reads.cursor(id),
        }));
        const known = version === 0 && after !== null && cursor.subject <= after;
        if (account.version > version && !known) {
          yield { cursor: cursor.head, version: account.version, at: ports.clock.service(), subject: account };
        }
        version = account.version;
        await bell.wait(null);
      }
    });
  };
}

function readCall<Of extends Kind>(ports: Ports, account: AccountId, id: CallId, kind: Of) {
  return within(ports, account, async (reads) => {
    const call = await reads.call(id);
    if (call?.kind !== kind) throw new DomainError({ code: 'NOT_FOUND', what: kind });
    return { call: call as OfKind<Of>, account: await reads.account(), cursor: await reads.cursor(id) };
  });
}
