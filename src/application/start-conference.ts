import { assert } from '../domain/assert.ts';
import type { Conference } from '../domain/conference.ts';
import { groupOf } from '../domain/conference.ts';
import type { AppId } from '../domain/ids.ts';
import { PhoneNumber } from '../domain/phone-number.ts';
import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import { parseText } from '../domain/text.ts';
import { requestKey } from './idempotency.ts';
import type { Provider } from './pace/provider.ts';
import type { PlacingOrder } from './place.ts';
import { place } from './place.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';

export interface StartConferenceRequest {
  readonly app: AppId;
  readonly caller: string;
  readonly callees: readonly string[];
  readonly maxDurationSeconds: number | null;
  readonly minDurationSeconds: number | null;
  readonly reference: string | null;
  readonly idempotencyKey: string;
}

/**
 * Places a conference as a call is placed (CONF-1, CALL-3–5, CALL-10). A number that will not do is told by its position.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, INVALID_NUMBER, FOREIGN_NUMBER, DUPLICATE_NUMBER, NOT_FOUND,
 * IDEMPOTENCY_MISMATCH, REQUEST_IN_PROGRESS, ACCOUNT_SUSPENDED, ACCOUNT_CLOSED, SERVICE_SUSPENDED, SERVICE_DISABLED,
 * PROVIDER_ACCOUNT_DISABLED, WRONG_PARTY_COUNT, INVALID_DURATION, INSUFFICIENT_BALANCE, ALREADY_IN_PROGRESS,
 * LIMIT_REACHED, RATE_LIMITED, PROVIDER_UNAVAILABLE
 */
export function startConference(ports: Ports, settings: Settings, provider: Provider) {
  const placing = place(ports, settings, provider);
  return async (
    principal: Principal,
    input: StartConferenceRequest,
  ): Promise<{ conference: Conference; replayed: boolean }> => {
    permit(principal, 'startConference');
    const { call, replayed } = await placing(principal.account, parseOrder(ports, input));
    assert(call.kind === 'CONFERENCE', 'the key of a conference leads to a conference');
    return { conference: call, replayed };
  };
}

function parseOrder({ numbers }: Ports, input: StartConferenceRequest): PlacingOrder {
  const parse = (field: string, text: string): PhoneNumber => PhoneNumber.parse(field, numbers.describe(text));
  const caller = parse('caller', input.caller);
  const callees = input.callees.map((text, position) => parse(`callees[${position}]`, text));
  const { app, maxDurationSeconds: maxSeconds, minDurationSeconds: minSeconds } = input;
  const reference = input.reference === null ? null : parseText('reference', input.reference, 64);
  const named = callees.map(({ digits }) => digits);
  return {
    app,
    parties: groupOf(caller, callees),
    maxSeconds,
    minSeconds,
    reference,
    key: requestKey('startConference', input.idempotencyKey),
    input: JSON.stringify([app, caller.digits, named, maxSeconds, minSeconds, reference]),
  };
}
