import type { Account } from '../domain/account.ts';
import type { Call } from '../domain/call.ts';
import { DomainError } from '../domain/errors.ts';
import type { AccountId, CallId, ProviderSession } from '../domain/ids.ts';
import type { OperatorAction } from '../domain/operator.ts';
import type { Verdict } from '../domain/operator-decision.ts';
import { resolveUnconfirmed } from '../domain/operator-decision.ts';
import type { OperatorPrincipal, Principal } from '../domain/principal.ts';
import type { KeyedRequest, RequestKey } from '../domain/request.ts';
import { earlierOutcome } from '../domain/request.ts';
import { permit } from '../domain/role.ts';
import { parseText } from '../domain/text.ts';
import { decisionOf } from './decision-of.ts';
import { requestKey } from './idempotency.ts';
import type { Decision, Facts } from './ports/account-repository.ts';
import type { Ports } from './ports/ports.ts';

export interface CallResolution {
  readonly account: AccountId;
  readonly call: CallId;
  readonly verdict: Verdict;
  /** What the operator was told, and by whom: for whoever reads the trail. */
  readonly reason: string;
  readonly idempotencyKey: string;
}

export interface ResolvedCall {
  readonly account: Account;
  readonly call: Call;
  readonly replayed: boolean;
}

/**
 * CALL-5: an operator ends an UNCONFIRMED call by what it knows from the provider. What it did, and why, is in the trail
 * by the same commit. A repeat with the same key finds the call as it is.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, INVALID_DURATION, NOT_FOUND, IDEMPOTENCY_MISMATCH,
 * CALL_NOT_UNCONFIRMED, CALL_MAY_BE_ALIVE, SESSION_TAKEN
 */
export function resolveUnconfirmedCall({ accounts }: Ports) {
  return async (principal: Principal, input: CallResolution): Promise<ResolvedCall> => {
    permit(principal, 'resolveUnconfirmedCall');
    const order = parseOrder(principal, input);
    const request = { call: input.call, request: order.key };
    const session = order.verdict.kind === 'SETTLE' ? order.verdict.session : null;
    if (session === null) {
      const none = { session: null, parkedSession: [] };
      return await accounts.decide(input.account, request, (facts) => decide(order, { ...facts, ...none }));
    }
    const { app } = await accounts.decide(input.account, request, ({ call }) => ({ answer: call.order }));
    const keys = { ...request, session: { app, session }, parkedSession: { app, session } };
    return await accounts.decide(input.account, keys, (facts) => decide(order, facts));
  };
}

interface Order {
  readonly by: OperatorPrincipal;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly key: RequestKey;
  readonly input: string;
}

function parseOrder(by: OperatorPrincipal, { call, verdict, ...input }: CallResolution): Order {
  const reason = parseText('reason', input.reason, 500);
  const key = requestKey('resolveCall', input.idempotencyKey);
  if (verdict.kind === 'VOID') return { by, verdict, reason, key, input: JSON.stringify([call, 'VOID', reason]) };
  const { talkSeconds } = verdict;
  const session = verdict.session === null ? null : (parseText('session', verdict.session, 128) as ProviderSession);
  const text = JSON.stringify([call, 'SETTLE', talkSeconds, session, reason]);
  return { by, verdict: { ...verdict, session }, reason, key, input: text };
}

function decide(order: Order, facts: Facts<'call' | 'request' | 'session' | 'parkedSession'>): Decision<ResolvedCall> {
  const { account, call, now } = facts;
  const present = { account, call, replayed: true };
  if (earlierOutcome(facts.request, order.input) !== null) return { answer: present };
  const keyed = (outcome: KeyedRequest['outcome']): KeyedRequest => {
    return { ...order.key, input: order.input, outcome, at: now };
  };
  try {
    const settlement = resolveUnconfirmed(account, call, order.verdict, facts.session, now);
    const decision = decisionOf(call, settlement, undefined, facts.parkedSession);
    const request = keyed({ kind: 'DONE', id: call.id });
    return {
      ...decision,
      answer: { account: settlement.account ?? account, call: decision.answer, replayed: false },
      saves: { ...decision.saves, request, action: actionOf(order, facts) },
    };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const request = keyed({ kind: 'REFUSED', rejection: error.rejection });
    return { answer: present, saves: { request }, refusal: error };
  }
}

function actionOf({ by, verdict, reason }: Order, { account, call, now }: Facts<'call'>): OperatorAction {
  const { kind: decision, ...known } = verdict;
  const subject = { account: account.id, subject: call.id };
  return { operator: by.id, ...subject, action: 'RESOLVE_CALL', reason, details: { decision, ...known }, at: now };
}
