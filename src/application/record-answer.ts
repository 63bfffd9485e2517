import type { Account } from '../domain/account.ts';
import type { Call } from '../domain/call.ts';
import type { StoredCallback } from '../domain/callback.ts';
import { nearestFit } from '../domain/callback.ts';
import type { ProviderSession } from '../domain/ids.ts';
import { isPlausible } from '../domain/report.ts';
import { release, settle } from '../domain/settlement.ts';
import { decisionOf } from './decision-of.ts';
import type { Decision } from './ports/account-repository.ts';
import type { Ports } from './ports/ports.ts';
import type { DialAnswer } from './ports/telephony-gateway.ts';
import type { Settings } from './settings.ts';

/**
 * Records what became of a dial (CALL-5, CALL-8). A callback that came before the answer was parked, and settles the
 * call in the same commit. The rank of states orders what arrives late, so an answer is always welcome.
 */
export function recordAnswer({ accounts, log }: Ports, settings: Settings) {
  const started = (call: Call, session: ProviderSession): Promise<Call> => {
    const key = { app: call.order.app, session };
    const keys = { call: call.id, session: key, parkedSession: key };
    return accounts.decide(call.order.account, keys, (facts) => {
      if (facts.session !== null && facts.session.id !== call.id) {
        log('error', 'The provider answered with a session that another call has.', { call: call.id });
        return saved(facts.account, facts.call, facts.call.unconfirmed(facts.now, settings.callTimes), [], facts.now);
      }
      return saved(facts.account, facts.call, facts.call.accepted(session, facts.now), facts.parkedSession, facts.now);
    });
  };
  const lost = (call: Call): Promise<Call> => {
    const { app, caller, callee } = call.order;
    const keys = { call: call.id, parkedPair: { app, caller: caller.digits, callee: callee.digits } };
    return accounts.decide(call.order.account, keys, (facts) => {
      const next = facts.call.unconfirmed(facts.now, settings.callTimes);
      const fitting = facts.parkedPair.filter(({ report }) => report !== null && nearestFit([next], report) === next);
      return saved(facts.account, facts.call, next, fitting, facts.now);
    });
  };
  return async (call: Call, answer: DialAnswer): Promise<Call> => {
    if (answer.kind === 'STARTED') {
      return started(call, answer.session).catch((error: unknown) => {
        // The session is all by which a person could find this call at the provider.
        log('error', 'The answer to a start could not be recorded.', { call: call.id, session: answer.session, error });
        throw error;
      });
    }
    if (answer.kind === 'AMBIGUOUS') {
      log('warn', 'The answer to a start was lost or ambiguous.', { call: call.id, why: answer.why });
      return lost(call);
    }
    return accounts.decide(call.order.account, { call: call.id }, ({ account, call: present, now }) => {
      const ended = present.session === null ? present.refused(answer.refusal, now) : present;
      if (ended === present) return { answer: present };
      return decisionOf(ended, release(account, ended, now));
    });
  };
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
    // What came before the call was placed is about another one.
    if (callback.receivedAt < next.order.placedAt) continue;
    return decisionOf(next, settle(account, next, callback.report, now), callback);
  }
  return next === present ? { answer: present } : { answer: next, saves: { call: next } };
}
