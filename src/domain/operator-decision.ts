import type { Account } from './account.ts';
import type { AnyCall } from './any-call.ts';
import { DomainError } from './errors.ts';
import type { ProviderSession } from './ids.ts';
import { named } from './parties.ts';
import { isPlausible, LONGEST_PLAUSIBLE_SECONDS } from './report.ts';
import type { OperatorReport } from './report.ts';
import type { Settlement } from './settlement.ts';
import { release, settleByOperator } from './settlement.ts';

/** What an operator knows from the provider about an UNCONFIRMED call: that nothing rang, or how long was talked. */
export type Verdict =
  | { readonly kind: 'VOID' }
  | {
      readonly kind: 'SETTLE';
      /** Whole seconds. */
      readonly talkSeconds: number;
      /** Null where the provider named none. */
      readonly session: ProviderSession | null;
    };

/**
 * CALL-5: an operator decides about an UNCONFIRMED call, once it cannot be alive any more. `known` is the call that has
 * the session which the verdict names, if there is one.
 *
 * @throws DomainError CALL_NOT_UNCONFIRMED, CALL_MAY_BE_ALIVE, INVALID_DURATION, SESSION_TAKEN
 */
export function resolveUnconfirmed(
  account: Account,
  call: AnyCall,
  verdict: Verdict,
  known: AnyCall | null,
  now: Date,
): Settlement {
  if (call.status !== 'UNCONFIRMED') throw new DomainError({ code: 'CALL_NOT_UNCONFIRMED', status: call.status });
  if (call.mayBeAlive(now)) throw new DomainError({ code: 'CALL_MAY_BE_ALIVE', freeAt: call.order.deadline });
  if (verdict.kind === 'VOID') return release(account, call.voided(now), now);
  if (known !== null) throw new DomainError({ code: 'SESSION_TAKEN', call: known.id });
  const report = reportOf(call, verdict);
  if (!isPlausible(report)) {
    const limits = { minimum: 0, maximum: LONGEST_PLAUSIBLE_SECONDS };
    throw new DomainError({ code: 'INVALID_DURATION', field: 'talkSeconds', ...limits });
  }
  return settleByOperator(account, call, report, now);
}

function reportOf({ order }: AnyCall, { talkSeconds, session }: Extract<Verdict, { kind: 'SETTLE' }>): OperatorReport {
  return { source: 'OPERATOR', session, ...named(order), createdAt: null, talkSeconds, legs: [] };
}
