import type { Account } from '../domain/account.ts';
import type { Call } from '../domain/call.ts';
import type { StoredCallback } from '../domain/callback.ts';
import { nearestFit } from '../domain/callback.ts';
import type { ProviderSession } from '../domain/ids.ts';
import { stopAfter } from '../domain/provider-stop.ts';
import { isPlausible } from '../domain/report.ts';
import { release, settle } from '../domain/settlement.ts';
import { decisionOf } from './decision-of.ts';
import { fenced } from './fenced.ts';
import type { ClaimKey, Decision, Facts, Keys } from './ports/account-repository.ts';
import type { Ports } from './ports/ports.ts';
import type { DialAnswer } from './ports/telephony-gateway.ts';
import type { Settings } from './settings.ts';
import { whileBusy } from './while-busy.ts';

/**
 * Records what became of a dial (CALL-5, CALL-8). A callback that came before the answer was parked, and settles the
 * call in the same commit. A refusal that says that the AppKey is disabled stops its app, in the same commit too (KEY-2).
 * The rank of states orders what arrives late, so an answer is always welcome.
 * A busy database is waited for: nobody tells an answer twice.
 */
export function recordAnswer({ accounts, clock, log }: Ports, settings: Settings) {
  /** Null where another call has that session: then nothing is known of this one. */
  const started = (call: Call, session: ProviderSession): Promise<Call | null> => {
    const key = { app: call.order.app, session };
    const keys = { call: call.id, session: key, parkedSession: key };
    return accounts.decide(call.order.account, keys, (facts): Decision<Call | null> => {
      if (facts.session !== null && facts.session.id !== call.id) return { answer: null };
      return saved(facts.account, facts.call, facts.call.accepted(session, facts.now), facts.parkedSession, facts.now);
    });
  };
  const lost = (call: Call): Promise<Call> =>
    accounts.decide(call.order.account, lostKeys(call), (facts) => unconfirmed(facts, settings));
  const record = async (call: Call, answer: DialAnswer): Promise<Call> => {
    if (answer.kind === 'STARTED') {
      const accepted = await started(call, answer.session).catch((error: unknown) => {
        // The session is all by which a person could find this call at the provider.
        log('error', 'The answer to a start could not be recorded.', { call: call.id, session: answer.session, error });
        throw error;
      });
      if (accepted !== null) return accepted;
      log('error', 'The provider answered with a session that another call has.', { call: call.id });
      return lost(call);
    }
    if (answer.kind === 'AMBIGUOUS') {
      log('warn', 'The answer to a start was lost or ambiguous.', { call: call.id, why: answer.why });
      return lost(call);
    }
    const callee = settings.callLimits.ringsPerCalleePerHour === null ? null : call.order.callee.digits;
    const keys = { call: call.id, app: call.order.app, rings: callee };
    return accounts.decide(call.order.account, keys, (facts) => {
      const { account, call: present, rings, now } = facts;
      const ended = present.session === null ? present.refused(answer.refusal, now) : present;
      if (ended === present) return { answer: present };
      const decision = decisionOf(ended, release(account, ended, now));
      // CALL-10: what the provider refused did not ring.
      const unrung = rings?.takeBack(call.order.placedAt);
      const { alarms, ...stopped } = stopAfter(facts.app, answer.refusal, now);
      const saves = { ...decision.saves, alarms: [...(decision.saves?.alarms ?? []), ...alarms], ...stopped };
      return { ...decision, saves: { ...saves, ...(unrung && { rings: unrung }) } };
    });
  };
  return (call: Call, answer: DialAnswer): Promise<Call> =>
    whileBusy(clock, settings.placingSeconds, () => record(call, answer));
}

/** CALL-5: takes a PLACING call for dialled, because its dialler died: a decision of who holds its claim. */
export function declareLost({ accounts, log }: Ports, settings: Settings) {
  return (call: Call, claim: ClaimKey): Promise<Call> => {
    log('warn', 'The process that dialled a call has died, or stands still.', { call: call.id });
    const rule = fenced((facts: Facts<LostName | 'claim'>) => unconfirmed(facts, settings));
    return accounts.decide(call.order.account, { ...lostKeys(call), claim }, rule);
  };
}

type LostName = 'call' | 'parkedPair' | 'unmatched';

function lostKeys({ id, order }: Call): Keys<LostName> {
  const pair = { app: order.app, caller: order.caller.digits, callee: order.callee.digits };
  return { call: id, parkedPair: pair, unmatched: pair };
}

function unconfirmed(facts: Facts<LostName>, { callTimes }: Settings): Decision<Call> {
  const next = facts.call.unconfirmed(facts.now, callTimes);
  const others = facts.unmatched.filter(({ id }) => id !== next.id);
  const fitting = facts.parkedPair.filter(
    ({ report }) => report !== null && nearestFit([next, ...others], report) === next,
  );
  return saved(facts.account, facts.call, next, fitting, facts.now);
}

/** Saves the call's next value; the oldest parked callback that can be true, if there is one, settles it at once. */
function saved(
  account: Account,
  present: Call,
  next: Call,
  parked: readonly StoredCallback[],
  now: Date,
): Decision<Call> {
  for (const callback of next.hasEnded ? [] : parked) {
    if (callback.report === null || !isPlausible(callback.report)) continue;
    // CALLBACK-1: a query did not confirm it. It is compared once something else has settled the call.
    if (callback.reason === 'STALE') continue;
    // What came before the call was placed is about another one.
    if (callback.receivedAt < next.order.placedAt) continue;
    return decisionOf(next, settle(account, next, callback.report, now), callback, parked);
  }
  return next === present ? { answer: present } : { answer: next, saves: { call: next } };
}
