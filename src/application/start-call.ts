import { assert } from '../domain/assert.ts';
import type { Call } from '../domain/call.ts';
import { DomainError } from '../domain/errors.ts';
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
  const placing = place(ports, settings, provider);
  return async (principal: Principal, input: StartCallRequest): Promise<{ call: Call; replayed: boolean }> => {
    permit(principal, 'startCall');
    const { call, replayed } = await placing(principal.account, parseOrder(ports, input));
    assert(call.kind === 'CALL', 'the key of a call leads to a call');
    return { call, replayed };
  };
}

function parseOrder({ numbers }: Ports, input: StartCallRequest): PlacingOrder {
  const caller = PhoneNumber.parse('caller', numbers.describe(input.caller));
  const callee = PhoneNumber.parse('callee', numbers.describe(input.callee));
  if (caller.equals(callee)) throw new DomainError({ code: 'SAME_NUMBER' });
  const { app, maxDurationSeconds: maxSeconds, minDurationSeconds: minSeconds } = input;
  const reference = input.reference === null ? null : parseText('reference', input.reference, 64);
  return {
    app,
    parties: { kind: 'CALL', caller, callee },
    maxSeconds,
    minSeconds,
    reference,
    key: requestKey('startCall', input.idempotencyKey),
    input: JSON.stringify([app, caller.digits, callee.digits, maxSeconds, minSeconds, reference]),
  };
}
