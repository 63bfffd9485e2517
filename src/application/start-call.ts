import { Call } from '../domain/call.ts';
import { DomainError } from '../domain/errors.ts';
import type { AppId, CallId } from '../domain/ids.ts';
import { PhoneNumber } from '../domain/phone-number.ts';
import type { Principal } from '../domain/principal.ts';
import { quoteCall } from '../domain/quote.ts';
import type { KeyedRequest, RequestKey } from '../domain/request.ts';
import { earlierOutcome } from '../domain/request.ts';
import { permit } from '../domain/role.ts';
import { parseText } from '../domain/text.ts';
import { credentialsOf } from './credentials-of.ts';
import { requestKey } from './idempotency.ts';
import type { AppCredentials } from './ports/app-credentials.ts';
import type { Decision, Facts } from './ports/account-repository.ts';
import type { Ports } from './ports/ports.ts';
import { recordAnswer } from './record-answer.ts';
import type { Settings } from './settings.ts';

export interface StartCallRequest {
  readonly app: AppId;
  readonly caller: string;
  readonly callee: string;
  readonly maxDurationSeconds: number | null;
  readonly minDurationSeconds: number | null;
  readonly reference: string | null;
  readonly idempotencyKey: string;
}

/**
 * Places a callback call (CALL-1–5): reserve and commit, dial once, record the answer. What the provider does is data
 * of the call; only our own rules throw. A repeat with the same key finds the call as it is and dials nothing.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, INVALID_NUMBER, FOREIGN_NUMBER, SAME_NUMBER, NOT_FOUND,
 * IDEMPOTENCY_MISMATCH, SERVICE_DISABLED, INVALID_DURATION, INSUFFICIENT_BALANCE, ALREADY_IN_PROGRESS
 */
export function startCall(ports: Ports, settings: Settings) {
  const { accounts, gateway, secrets, random } = ports;
  const record = recordAnswer(ports, settings);
  return async (principal: Principal, input: StartCallRequest): Promise<{ call: Call; replayed: boolean }> => {
    permit(principal.role, 'startCall');
    const order = parseOrder(ports, input);
    const pair = { app: order.app, caller: order.caller.digits, callee: order.callee.digits };
    const keys = { app: order.app, request: order.key, openPair: pair };
    const newId = random.id() as CallId;

    const reserved = await accounts.decide(principal.account, keys, (facts) => {
      // A secret that cannot be opened must stop the call before anything is set aside for it.
      const credentials = credentialsOf(facts.app, secrets);
      return reserve(order, newId, facts, settings, credentials);
    });
    if (reserved.kind === 'REPLAYED') {
      const call = await accounts.decide(principal.account, { call: reserved.id }, (facts) => ({ answer: facts.call }));
      return { call, replayed: true };
    }
    const { caller, callee, grantedSeconds } = reserved.call.order;
    const answer = await gateway.dial(reserved.credentials, { caller, callee, maxSeconds: grantedSeconds });
    return { call: await record(reserved.call, answer), replayed: false };
  };
}

interface Order {
  readonly app: AppId;
  readonly caller: PhoneNumber;
  readonly callee: PhoneNumber;
  readonly maxSeconds: number | null;
  readonly minSeconds: number | null;
  readonly reference: string | null;
  readonly key: RequestKey;
  readonly input: string;
}

type Reserved = { kind: 'NEW'; call: Call; credentials: AppCredentials } | { kind: 'REPLAYED'; id: CallId };

function parseOrder({ numbers }: Ports, input: StartCallRequest): Order {
  const caller = PhoneNumber.parse('caller', numbers.describe(input.caller));
  const callee = PhoneNumber.parse('callee', numbers.describe(input.callee));
  if (caller.equals(callee)) throw new DomainError({ code: 'SAME_NUMBER' });
  const { app, maxDurationSeconds: maxSeconds, minDurationSeconds: minSeconds } = input;
  const reference = input.reference === null ? null : parseText('reference', input.reference, 64);
  return {
    app,
    caller,
    callee,
    maxSeconds,
    minSeconds,
    reference,
    key: requestKey('startCall', input.idempotencyKey),
    input: JSON.stringify([app, caller.digits, callee.digits, maxSeconds, minSeconds, reference]),
  };
}

function reserve(
  order: Order,
  id: CallId,
  facts: Facts<'app' | 'request' | 'openPair'>,
  { tariff, callTimes }: Settings,
  credentials: AppCredentials,
): Decision<Reserved> {
  const { account, app, now } = facts;
  const earlier = earlierOutcome(facts.request, order.input);
  if (earlier !== null) return { answer: { kind: 'REPLAYED', id: earlier as CallId } };
  const keyed = (outcome: KeyedRequest['outcome']): KeyedRequest => ({
    ...order.key,
    input: order.input,
    outcome,
    at: now,
  });
  try {
    app.requireEnabled();
    const quote = quoteCall(tariff, app.limits, account.available, order);
    requireFreePair(facts.openPair, now);
    const { caller, callee, reference } = order;
    const call = Call.place(
      { id, account: account.id, app: app.id, caller, callee, reference, placedAt: now },
      quote,
      callTimes,
    );
    return {
      answer: { kind: 'NEW', call, credentials },
      saves: { account: account.reserve(quote.worstCase), call, request: keyed({ kind: 'DONE', id }) },
    };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const request = keyed({ kind: 'REFUSED', rejection: error.rejection });
    return { answer: { kind: 'REPLAYED', id }, saves: { request }, refusal: error };
  }
}

/** CALL-5: two calls between the same telephones cannot be told apart while both may be alive. */
function requireFreePair(open: readonly Call[], now: Date): void {
  const alive = open.find((call) => call.mayBeAlive(now));
  if (alive === undefined) return;
  throw new DomainError({ code: 'ALREADY_IN_PROGRESS', call: alive.id, freeAt: alive.order.deadline });
}
