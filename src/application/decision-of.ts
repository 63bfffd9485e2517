import type { Call } from '../domain/call.ts';
import type { StoredCallback } from '../domain/callback.ts';
import type { Settlement } from '../domain/settlement.ts';
import type { Decision } from './ports/account-repository.ts';

/** What a settlement writes; a callback that was parked for this call is matched with it. The answer is the call. */
export function decisionOf(call: Call, settlement: Settlement, unparked?: StoredCallback): Decision<Call> {
  const { transfers, ...saves } = settlement;
  const matched: StoredCallback | undefined = unparked && {
    ...unparked,
    state: 'MATCHED',
    reason: null,
    call: call.id,
  };
  return {
    answer: settlement.call ?? call,
    saves: { ...saves, ...(matched && { callbacks: [matched], closedAlarms: [matched.bodyHash] }) },
    transfers: transfers ?? [],
  };
}
