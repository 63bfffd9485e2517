import { assert } from '../domain/assert.ts';
import { Call } from '../domain/call.ts';
import { shanghaiDay } from '../domain/day.ts';
import { DomainError } from '../domain/errors.ts';
import type { AccountId, AppId, CallId } from '../domain/ids.ts';
import { requireWithinLimits } from '../domain/limits.ts';
import { PhoneNumber } from '../domain/phone-number.ts';
import type { Principal } from '../domain/principal.ts';
import { quoteCall } from '../domain/quote.ts';
import type { KeyedRequest, RequestKey } from '../domain/request.ts';
import { earlierOutcome } from '../domain/request.ts';
import { permit } from '../domain/role.ts';
import { parseText } from '../domain/text.ts';
import { credentialsOf } from './credentials-of.ts';
import { requestKey } from './idempotency.ts';
import { latestSend } from './latest-send.ts';
import type { Provider, StartTurn } from './pace/provider.ts';
import type { AppCredentials } from './ports/app-credentials.ts';
import type { Decision, Facts, Keys } from './ports/account-repository.ts';
import type { Ports } from './ports/ports.ts';
import { placedCall } from './placed-call.ts';
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
 * Places a callback call (CALL-1–5, CALL-10): reserve and commit, dial once, record the answer. What the provider does
 * is data of the call; only our own rules throw. A repeat with the same key finds the call as it is and dials nothing; a
 * twin under way is waited for.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, INVALID_NUMBER, FOREIGN_NUMBER, SAME_NUMBER, NOT_FOUND,
 * IDEMPOTENCY_MISMATCH, REQUEST_IN_PROGRESS, ACCOUNT_SUSPENDED, ACCOUNT_CLOSED, SERVICE_SUSPENDED, SERVICE_DISABLED,
 * PROVIDER_ACCOUNT_DISABLED, INVALID_DURATION, INSUFFICIENT_BALANCE, ALREADY_IN_PROGRESS, LIMIT_REACHED, RATE_LIMITED,
 * PROVIDER_UNAVAILABLE
 */
export function startCall(ports: Ports, settings: Settings, provider: Provider) {
  const { accounts, clock, secrets, random } = ports;
  const takeTurn = turnUnlessRepeated(ports, provider);
  const record = recordAnswer(ports, settings);
  const placed = placedCall(ports, settings);
  return async (principal: Principal, input: StartCallRequest): Promise<{ call: Call; replayed: boolean }> => {
    permit(principal, 'startCall');
    const order = parseOrder(ports, input);
    const keys = keysOf(order, settings, clock.service());
    const newId = random.id() as CallId;

    const turn = await takeTurn(principal.account, order);
    let sendBefore = new Date(0);
    const deciding = accounts.decide(principal.account, keys, (facts) => {
      sendBefore = latestSend(ports, settings);
      // A secret that cannot be opened must stop the call before anything is set aside for it.
      const credentials = credentialsOf(facts.app, secrets);
      return reserve(order, newId, facts, settings, credentials);
    });
    const reserved = await deciding.catch((error: unknown) => {
      turn?.giveBack();
      throw error;
    });
    if (reserved.kind === 'REPLAYED') {
      turn?.giveBack();
      return { call: await placed(principal.account, reserved.id), replayed: true };
    }
    assert(turn !== null, 'only a repeat is decided about without a turn');
    const { caller, callee, grantedSeconds } = reserved.call.order;
    const dialled = { caller, callee, maxSeconds: grantedSeconds, sendBefore };
    const answer = await turn.dial(reserved.credentials, dialled);
    return { call: await record(reserved.call, answer), replayed: false };
  };
}

/** PACE-1: no start is reserved before its turn. A repeat that gets none is not refused for that: it needs none. */
function turnUnlessRepeated({ accounts }: Ports, provider: Provider) {
  return async (account: AccountId, { app, key }: Order): Promise<StartTurn | null> =>
    provider.turnToStart(account, app).catch(async (refusal: unknown) => {
      if (!(refusal instanceof DomainError)) throw refusal;
      const isRepeat = await accounts.decide(account, { request: key }, ({ request }) => ({
        answer: request !== null,
      }));
      if (!isRepeat) throw refusal;
      return null;
    });
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

type ReservedBy = 'app' | 'request' | 'openPair' | 'usage' | 'rings';

function keysOf({ app, caller, callee, key }: Order, { callLimits: limits }: Settings, now: Date): Keys<ReservedBy> {
  return {
    app,
    request: key,
    openPair: { app, caller: caller.digits, callee: callee.digits },
    usage: { app, callee: callee.digits, limits, day: shanghaiDay(now) },
    rings: limits.ringsPerCalleePerHour === null ? null : callee.digits,
  };
}

function reserve(
  order: Order,
  id: CallId,
  facts: Facts<ReservedBy>,
  { tariff, callTimes, callLimits }: Settings,
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
    account.requireActive();
    app.requireEnabled();
    const quote = quoteCall(tariff, app.limits, account.available, order);
    requireFreePair(facts.openPair, now);
    const { worstCase } = quote;
    const intent = { now, today: shanghaiDay(now), reserved: account.reserved, worstCase };
    requireWithinLimits(callLimits, facts.usage, facts.rings, intent);
    const { caller, callee, reference } = order;
    const call = Call.place(
      { id, account: account.id, app: app.id, caller, callee, reference, placedAt: now },
      quote,
      callTimes,
    );
    return {
      answer: { kind: 'NEW', call, credentials },
      saves: {
        account: account.reserve(worstCase),
        call,
        request: keyed({ kind: 'DONE', id }),
        ...(facts.rings && { rings: facts.rings.ring(now) }),
      },
    };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const request = keyed({ kind: 'REFUSED', rejection: error.rejection });
    return { saves: { request }, refusal: error };
  }
}

/** CALL-5: two calls between the same telephones cannot be told apart while both may be alive. */
function requireFreePair(open: readonly Call[], now: Date): void {
  const alive = open.find((call) => call.mayBeAlive(now));
  if (alive === undefined) return;
  throw new DomainError({ code: 'ALREADY_IN_PROGRESS', call: alive.id, freeAt: alive.order.deadline });
}
