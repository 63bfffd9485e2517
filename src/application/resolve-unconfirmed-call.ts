import type { Account } from '../domain/account.ts';
import type { AnyCall } from '../domain/any-call.ts';
import type { CallId, ProviderSession } from '../domain/ids.ts';
import type { Verdict } from '../domain/operator-decision.ts';
import { resolveUnconfirmed } from '../domain/operator-decision.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import { parseText } from '../domain/text.ts';
import { decisionOf } from './decision-of.ts';
import type { OperatorCommand, OperatorOrder } from './operator-order.ts';
import { carryOutOnce, operatorOrder } from './operator-order.ts';
import type { Decision, Facts } from './ports/account-repository.ts';
import type { Ports } from './ports/ports.ts';

/** The reason says what the operator was told, and by whom. */
export interface CallResolution extends OperatorCommand {
  readonly call: CallId;
  readonly verdict: Verdict;
}

export interface ResolvedCall {
  readonly account: Account;
  readonly call: AnyCall;
  readonly replayed: boolean;
}

/**
 * CALL-5, CALL-7: an operator ends a call that waits for its end by what it knows from the provider. What it did, and why,
 * is in the trail by the same commit. A repeat with the same key finds the call as it is.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, INVALID_DURATION, NOT_FOUND, IDEMPOTENCY_MISMATCH,
 * CALL_NOT_UNCONFIRMED, CALL_MAY_BE_ALIVE, SESSION_TAKEN, OTHER_SESSION
 */
export function resolveUnconfirmedCall({ accounts }: Ports) {
  return async (principal: Principal, input: CallResolution): Promise<ResolvedCall> => {
    permit(principal, 'resolveUnconfirmedCall');
    const verdict = parseVerdict(input.verdict);
    const order = operatorOrder(principal, 'resolveCall', input, [input.call, ...termsOf(verdict)]);
    const request = { call: input.call, request: order.key };
    const known = await accounts.decide(input.account, request, ({ call }) => ({ answer: call }));
    const session = (verdict.kind === 'SETTLE' ? verdict.session : null) ?? known.session;
    if (session === null) {
      const none = { session: null, parkedSession: [] };
      return await accounts.decide(input.account, request, (facts) => decide(order, verdict, { ...facts, ...none }));
    }
    const { app } = known.order;
    const keys = { ...request, session: { app, session }, parkedSession: { app, session } };
    return await accounts.decide(input.account, keys, (facts) => decide(order, verdict, facts));
  };
}

function parseVerdict(verdict: Verdict): Verdict {
  if (verdict.kind === 'VOID' || verdict.session === null) return verdict;
  return { ...verdict, session: parseText('session', verdict.session, 128) as ProviderSession };
}

function termsOf(verdict: Verdict): readonly (string | number | null)[] {
  return verdict.kind === 'VOID' ? ['VOID'] : ['SETTLE', verdict.talkSeconds, verdict.session];
}

function decide(
  order: OperatorOrder,
  verdict: Verdict,
  facts: Facts<'call' | 'request' | 'session' | 'parkedSession'>,
): Decision<ResolvedCall> {
  const { account, call, now } = facts;
  const present = () => ({ account, call });
  return carryOutOnce(order, facts, present, () => {
    const settlement = resolveUnconfirmed(account, call, verdict, facts.session, now);
    const decision = decisionOf(call, settlement, undefined, facts.parkedSession);
    const { kind, ...known } = verdict;
    return {
      ...decision,
      answer: { account: settlement.account ?? account, call: decision.answer },
      subject: call.id,
      details: { decision: kind, ...known },
    };
  });
}
