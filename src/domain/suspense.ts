import type { Account } from './account.ts';
import type { AlarmKey } from './alarm.ts';
import { DomainError } from './errors.ts';
import type { CallId } from './ids.ts';
import type { CallLedger } from './ledger.ts';
import { Transfer } from './ledger.ts';
import type { Money } from './money.ts';

/** COLLECT takes from what is available now, all or what there is; WRITE_OFF gives up what is left. */
export type SuspenseDecision = 'COLLECT' | 'WRITE_OFF';

export interface SuspenseSettlement {
  readonly account: Account;
  readonly transfers: readonly Transfer[];
  readonly closedAlarms: readonly AlarmKey[];
  readonly moved: Money;
  readonly left: Money;
}

/** The alarm that calls a person to what a customer could not pay. */
export function shortfallAlarm(call: CallId): AlarmKey {
  return { kind: 'SHORTFALL', subject: call };
}

/**
 * SUSPENSE-1: ends what is in suspense for a call, or a part of it.
 *
 * @param id of the posting; new.
 * @throws DomainError NOTHING_IN_SUSPENSE; INSUFFICIENT_BALANCE where nothing can be collected
 */
export function settleSuspense(
  account: Account,
  call: CallId,
  { missing }: CallLedger,
  decision: SuspenseDecision,
  id: string,
  now: Date,
): SuspenseSettlement {
  if (missing.isZero) throw new DomainError({ code: 'NOTHING_IN_SUSPENSE' });
  const cause = { subject: id, at: now, call };
  if (decision === 'WRITE_OFF') {
    const transfers = Transfer.some('SHORTFALL_WRITTEN_OFF', missing, cause);
    return { account, transfers, closedAlarms: [shortfallAlarm(call)], moved: missing, left: missing.minus(missing) };
  }
  const moved = missing.atMost(account.available);
  if (moved.isZero) {
    throw new DomainError({ code: 'INSUFFICIENT_BALANCE', available: account.available, required: missing });
  }
  const left = missing.minus(moved);
  return {
    account: account.debit(moved),
    transfers: Transfer.some('SHORTFALL_COLLECTED', moved, cause),
    closedAlarms: left.isZero ? [shortfallAlarm(call)] : [],
    moved,
    left,
  };
}
