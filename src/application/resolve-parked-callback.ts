import type { Account } from '../domain/account.ts';
import type { AnyCall } from '../domain/any-call.ts';
import type { StoredCallback } from '../domain/callback.ts';
import { DomainError } from '../domain/errors.ts';
import type { AppId, CallId, ProviderSession } from '../domain/ids.ts';
import { dismissed, matchByHand, matchedWith, parkedAlarm } from '../domain/parked-callbacks.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import { decisionOf } from './decision-of.ts';
import type { OperatorCommand, OperatorOrder } from './operator-order.ts';
import { carryOutOnce, operatorOrder } from './operator-order.ts';
import type { Decision, Facts } from './ports/account-repository.ts';
import type { Ports } from './ports/ports.ts';

/** Which callback, and the call that it is about; null where it is about none. */
export interface CallbackResolution extends OperatorCommand {
  readonly app: AppId;
  readonly bodyHash: string;
  readonly call: CallId | null;
}

export interface ResolvedCallback {
  readonly account: Account;
  readonly callback: StoredCallback;
  /** The call that it was matched to, as it is then. */
  readonly call: AnyCall | null;
  readonly replayed: boolean;
}

/**
 * CALLBACK-1: an operator says which call a parked callback is about, which it then settles or is compared with as any
 * report, or that it is about none. The callback stays.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, NOT_FOUND, IDEMPOTENCY_MISMATCH, CALLBACK_NOT_PARKED,
 * CALLBACK_DOES_NOT_FIT
 */
export function resolveParkedCallback({ accounts }: Ports) {
  return async (principal: Principal, input: CallbackResolution): Promise<ResolvedCallback> => {
    permit(principal, 'resolveParkedCallback');
    const { account, app, bodyHash, call } = input;
    const order = operatorOrder(principal, 'resolveCallback', input, [app, bodyHash, call]);
    const keys = { callback: { app, bodyHash }, request: order.key };
    if (call === null) return accounts.decide(account, keys, (facts) => dismiss(order, facts));
    const { report } = await accounts.decide(account, keys, (facts) => ({ answer: stored(facts) }));
    const session = { app, session: report?.session ?? noSession };
    return accounts.decide(account, { ...keys, call, session, parkedSession: session }, (facts) => match(order, facts));
  };
}

/** No call has it: for a callback that is not understood. */
const noSession = '' as ProviderSession;

function stored({ callback }: Facts<'callback'>): StoredCallback {
  if (callback === null) throw new DomainError({ code: 'NOT_FOUND', what: 'CALLBACK' });
  return callback;
}

function dismiss(order: OperatorOrder, facts: Facts<'callback' | 'request'>): Decision<ResolvedCallback> {
  const { account } = facts;
  const callback = stored(facts);
  const present = () => ({ account, callback, call: null });
  return carryOutOnce(order, facts, present, () => {
    const next = dismissed(callback);
    return {
      answer: { account, callback: next, call: null },
      saves: { callbacks: [next], closedAlarms: [parkedAlarm(next)] },
      subject: callback.bodyHash,
      details: { decision: 'DISMISS', reason: callback.reason },
    };
  });
}

function match(
  order: OperatorOrder,
  facts: Facts<'callback' | 'request' | 'call' | 'session' | 'parkedSession'>,
): Decision<ResolvedCallback> {
  const { account, call, now } = facts;
  const callback = stored(facts);
  const present = () => ({ account, callback, call });
  return carryOutOnce(order, facts, present, () => {
    const settlement = matchByHand(account, call, callback, facts.session, now);
    const others = facts.parkedSession.filter(({ bodyHash }) => bodyHash !== callback.bodyHash);
    const decision = decisionOf(call, settlement, callback, others);
    return {
      ...decision,
      answer: {
        account: settlement.account ?? account,
        callback: matchedWith(call, callback),
        call: decision.answer,
      },
      subject: callback.bodyHash,
      details: { decision: 'MATCH', call: call.id, reason: callback.reason },
    };
  });
}
