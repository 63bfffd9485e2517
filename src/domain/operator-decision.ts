import type { Account } from './account.ts';
import type { AnyCall } from './any-call.ts';
import { DomainError } from './errors.ts';
import type { ProviderSession } from './ids.ts';
import { named } from './parties.ts';
import { isPlausible, LONGEST_PLAUSIBLE_SECONDS } from './report.ts';
import type { OperatorReport } from './report.ts';
import type { Settlement } from './settlement.ts';
import { release, settleByOperator } from './settlement.ts';

/** What an operator knows from the provider about a call that nobody told the end of: nothing rang, or so much was talked. */
export type Verdict =
  | { readonly kind: 'VOID' }
  | {
      readonly kind: 'SETTLE';
      /** Whole seconds. */
      readonly talkSeconds: number;
      /** Null where the provider named none: then it is the call's own, if it has one. */
      readonly session: ProviderSession | null;
    };

/**
 * CALL-5, CALL-7: an operator decides about a call whose end nobody told, once it cannot be alive any more: one that is
 * UNCONFIRMED, or one that the provider accepted and cannot tell the end of. What is being placed waits for its answer.
 * `known` is the call that has the session which the verdict names, if there is one.
 *
 * @throws DomainError CALL_NOT_UNCONFIRMED, CALL_MAY_BE_ALIVE, INVALID_DURATION, SESSION_TAKEN, OTHER_SESSION
 */
export function resolveUnconfirmed(
  account: Account,
  call: AnyCall,
  verdict: Verdict,
  known: AnyCall | null,
  now: Date,
): Settlement {
  const waits = !call.hasEnded && call.status !== 'PLACING';
  if (!waits) throw new DomainError({ code: 'CALL_NOT_UNCONFIRMED', status: call.status });
  if (call.mayBeAlive(now)) throw new DomainError({ code: 'CALL_MAY_BE_ALIVE', freeAt: call.order.deadline });
  if (verdict.kind === 'VOID') {
    return { ...release(account, call.voided(now), now), closedAlarms: [{ kind: 'CALL_OVERDUE', subject: call.id }] };
  }
  requireSessionOf(call, verdict.session, known);
  const report = reportOf(call, verdict);
  if (!isPlausible(report)) {
    const limits = { minimum: 0, maximum: LONGEST_PLAUSIBLE_SECONDS };
    throw new DomainError({ code: 'INVALID_DURATION', field: 'talkSeconds', ...limits });
  }
  return settleByOperator(account, call, report, now);
}

function requireSessionOf(call: AnyCall, named: ProviderSession | null, known: AnyCall | null): void {
  if (known !== null && known.id !== call.id) throw new DomainError({ code: 'SESSION_TAKEN', call: known.id });
  const { session } = call;
  if (named !== null && session !== null && named !== session)
    throw new DomainError({ code: 'OTHER_SESSION', session });
}

function reportOf(call: AnyCall, { talkSeconds, session }: Extract<Verdict, { kind: 'SETTLE' }>): OperatorReport {
  const about = { session: session ?? call.session, ...named(call.order) };
  return { source: 'OPERATOR', ...about, createdAt: null, talkSeconds, legs: [] };
}
