import type { Account } from '../domain/account.ts';
import type { AnyCall } from '../domain/any-call.ts';
import type { StoredCallback } from '../domain/callback.ts';
import { mayBeAbout } from '../domain/callback.ts';
import type { ProviderSession } from '../domain/ids.ts';
import { fittingParked, settlingParked } from '../domain/parked-callbacks.ts';
import { calleesOf, named, partyKey } from '../domain/parties.ts';
import { stopAfter } from '../domain/provider-stop.ts';
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
 * The rank of states orders what arrives late, so an answer is always welcome, and harmless to record twice.
 * A database that is busy, or does not say whether it has it, is waited for: nobody tells an answer twice.
 */
export function recordAnswer({ accounts, clock, log }: Ports, settings: Settings) {
  /** Null where another call has that session: then nothing is known of this one. */
  const started = (call: AnyCall, session: ProviderSession): Promise<AnyCall | null> => {
    const key = { app: call.order.app, session };
    const keys = { call: call.id, session: key, parkedSession: key };
    return accounts.decide(call.order.account, keys, (facts): Decision<AnyCall | null> => {
      if (facts.session !== null && facts.session.id !== call.id) return { answer: null };
      return saved(facts.account, facts.call, facts.call.accepted(session, facts.now), facts.parkedSession, facts.now);
    });
  };
  const lost = (call: AnyCall): Promise<AnyCall> =>
    accounts.decide(call.order.account, lostKeys(call), (facts) => unconfirmed(facts, settings));
  const record = async (call: AnyCall, answer: DialAnswer): Promise<AnyCall> => {
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
    const rung = settings.callLimits.ringsPerCalleePerHour === null ? [] : calleesOf(call.order);
    const keys = { call: call.id, app: call.order.app, rings: rung.map(({ digits }) => digits) };
    return accounts.decide(call.order.account, keys, (facts) => {
      const { account, call: present, rings, now } = facts;
      const ended = present.session === null ? present.refused(answer.refusal, now) : present;
      if (ended === present) return { answer: present };
      const decision = decisionOf(ended, release(account, ended, now));
      // CALL-10: what the provider refused did not ring.
      const unrung = rings.map((each) => each.takeBack(call.order.placedAt));
      const { alarms, ...stopped } = stopAfter(facts.app, answer.refusal, now);
      const saves = { ...decision.saves, alarms: [...(decision.saves?.alarms ?? []), ...alarms], ...stopped };
      return { ...decision, saves: { ...saves, rings: unrung } };
    });
  };
  return (call: AnyCall, answer: DialAnswer): Promise<AnyCall> =>
    whileBusy(clock, settings.placingSeconds, () => record(call, answer));
}

/** CALL-5: takes a PLACING call for dialled, because its dialler died: a decision of who holds its claim. */
export function declareLost({ accounts, log }: Ports, settings: Settings) {
  return (call: AnyCall, claim: ClaimKey): Promise<AnyCall> => {
    log('warn', 'The process that dialled a call has died, or stands still.', { call: call.id });
    const rule = fenced((facts: Facts<LostName | 'claim'>) => unconfirmed(facts, settings));
    return accounts.decide(call.order.account, { ...lostKeys(call), claim }, rule);
  };
}

type LostName = 'call' | 'parkedBetween' | 'unmatched' | 'openBetween';

function lostKeys({ id, order }: AnyCall): Keys<LostName> {
  const between = { app: order.app, parties: partyKey(named(order)) };
  return { call: id, parkedBetween: between, unmatched: between, openBetween: between };
}

function unconfirmed(facts: Facts<LostName>, { callTimes }: Settings): Decision<AnyCall> {
  const next = facts.call.unconfirmed(facts.now, callTimes);
  const others = mayBeAbout(facts.unmatched, facts.openBetween).filter(({ id }) => id !== next.id);
  const fitting = fittingParked(next, others, facts.parkedBetween);
  return saved(facts.account, facts.call, next, fitting, facts.now);
}

/** Saves the call's next value; a parked callback that settles it does so at once. */
function saved(
  account: Account,
  present: AnyCall,
  next: AnyCall,
  parked: readonly StoredCallback[],
  now: Date,
): Decision<AnyCall> {
  const found = settlingParked(next, parked);
  if (found !== null) return decisionOf(next, settle(account, next, found.report, now), found.callback, parked);
  return next === present ? { answer: present } : { answer: next, saves: { call: next } };
}
