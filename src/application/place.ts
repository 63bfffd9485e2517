import type { AnyCall } from '../domain/any-call.ts';
import { assert } from '../domain/assert.ts';
import { requirePartyCount } from '../domain/conference-bounds.ts';
import { shanghaiDay } from '../domain/day.ts';
import { DomainError } from '../domain/errors.ts';
import { requireFree } from '../domain/free-numbers.ts';
import type { AccountId, AppId, CallId } from '../domain/ids.ts';
import { requireWithinLimits } from '../domain/limits.ts';
import { limitHit } from '../domain/notice.ts';
import { limitsInForce } from '../domain/own-limits.ts';
import type { Parties } from '../domain/parties.ts';
import { calleesOf, named, partyCount, partyKey } from '../domain/parties.ts';
import { Placed } from '../domain/placed.ts';
import { quoteCall } from '../domain/quote.ts';
import type { KeyedRequest, RequestKey } from '../domain/request.ts';
import { earlierOutcome } from '../domain/request.ts';
import { credentialsOf } from './credentials-of.ts';
import { latestSend } from './latest-send.ts';
import type { Provider, StartTurn } from './pace/provider.ts';
import type { AppCredentials } from './ports/app-credentials.ts';
import type { Decision, Facts, Keys } from './ports/account-repository.ts';
import type { Ports } from './ports/ports.ts';
import { ServiceBusy } from './ports/service-busy.ts';
import { placedCall } from './placed-call.ts';
import { recordAnswer } from './record-answer.ts';
import type { Settings } from './settings.ts';

/** What is to be placed, understood and permitted. */
export interface PlacingOrder {
  readonly app: AppId;
  readonly parties: Parties;
  readonly maxSeconds: number | null;
  readonly minSeconds: number | null;
  readonly reference: string | null;
  readonly key: RequestKey;
  /** The normalised input. */
  readonly input: string;
}

/**
 * Places a call or a conference (CALL-3–5, CALL-10): reserve and commit, dial once, record the answer. A repeat with the
 * same key finds it as it is and dials nothing; a twin under way is waited for.
 *
 * @throws DomainError NOT_FOUND, IDEMPOTENCY_MISMATCH, REQUEST_IN_PROGRESS, ACCOUNT_SUSPENDED, ACCOUNT_CLOSED,
 * SERVICE_SUSPENDED, SERVICE_DISABLED, PROVIDER_ACCOUNT_DISABLED, WRONG_PARTY_COUNT, INVALID_DURATION,
 * INSUFFICIENT_BALANCE, ALREADY_IN_PROGRESS, LIMIT_REACHED, RATE_LIMITED, PROVIDER_UNAVAILABLE
 */
export function place(ports: Ports, settings: Settings, provider: Provider) {
  const { accounts, clock, secrets, random } = ports;
  const takeTurn = turnUnlessRepeated(ports, provider);
  const record = recordAnswer(ports, settings);
  const placed = placedCall(ports, settings);
  return async (account: AccountId, order: PlacingOrder): Promise<{ call: AnyCall; replayed: boolean }> => {
    const keys = keysOf(order, settings, clock.service());
    const newId = random.id() as CallId;

    const turn = await takeTurn(account, order);
    let sendBefore = new Date(0);
    const deciding = accounts.decide(account, keys, (facts) => {
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
      return { call: await placed(account, reserved.id), replayed: true };
    }
    assert(turn !== null, 'only a repeat is decided about without a turn');
    const dialled = { parties: order.parties, maxSeconds: reserved.call.order.grantedSeconds, sendBefore };
    const answer = await turn.dial(reserved.credentials, dialled);
    return { call: await record(reserved.call, answer), replayed: false };
  };
}

/** PACE-1: no start is reserved before its turn. A repeat that gets none is not refused for that: it needs none. */
function turnUnlessRepeated({ accounts }: Ports, provider: Provider) {
  return async (account: AccountId, { app, key }: PlacingOrder): Promise<StartTurn | null> =>
    provider.turnToStart(account, app).catch(async (refusal: unknown) => {
      if (!(refusal instanceof DomainError || refusal instanceof ServiceBusy)) throw refusal;
      const isRepeat = await accounts.decide(account, { request: key }, ({ request }) => ({
        answer: request !== null,
      }));
      if (!isRepeat) throw refusal;
      return null;
    });
}

type Reserved = { kind: 'NEW'; call: AnyCall; credentials: AppCredentials } | { kind: 'REPLAYED'; id: CallId };

type ReservedBy = 'app' | 'request' | 'openBetween' | 'usage' | 'rings';

function keysOf({ app, parties, key }: PlacingOrder, { callLimits: limits }: Settings, now: Date): Keys<ReservedBy> {
  const callees = calleesOf(parties).map(({ digits }) => digits);
  return {
    app,
    request: key,
    openBetween: { app, parties: partyKey(named(parties)) },
    usage: { app, callees, limits, day: shanghaiDay(now) },
    rings: limits.ringsPerCalleePerHour === null ? [] : callees,
  };
}

function reserve(
  order: PlacingOrder,
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
    const { parties, reference } = order;
    const count = partyCount(parties);
    if (parties.kind === 'CONFERENCE') requirePartyCount(count, app.conferences);
    const quote = quoteCall(account.tariffs.at(now, tariff), app.limits, account.available, order, count);
    requireFree(facts.openBetween, now);
    const { worstCase } = quote;
    const wanted = { now, today: shanghaiDay(now), reserved: account.reserved, worstCase };
    const limits = limitsInForce(callLimits, account.limits, app.callsAtOnce);
    requireWithinLimits(limits, facts.usage, facts.rings, wanted);
    const intent = { id, account: account.id, app: app.id, reference, placedAt: now };
    const call = Placed.place({ ...intent, ...parties }, quote, callTimes);
    return {
      answer: { kind: 'NEW', call, credentials },
      saves: {
        account: account.reserve(worstCase),
        call,
        request: keyed({ kind: 'DONE', id }),
        rings: facts.rings.map((each) => each.ring(now)),
      },
    };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const request = keyed({ kind: 'REFUSED', rejection: error.rejection });
    const notice = limitHit(error.rejection, app, now);
    return { saves: { request, ...(notice !== null && { notices: [notice] }) }, refusal: error };
  }
}
