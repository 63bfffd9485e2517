import type { CallLimit } from './errors.ts';
import { DomainError } from './errors.ts';
import type { CallLimits } from './limits.ts';
import { Money } from './money.ts';

/** What an operator set for one account or app, over what is configured for all. Null: as configured. */
export type OwnLimit<Value> = Value | 'NONE' | null;

/** CALL-10: the limits of one account. */
export interface AccountLimits {
  /** Of calls that may be alive. */
  readonly callsAtOnce: OwnLimit<number>;
  readonly spendPerDay: OwnLimit<Money>;
  /** 0: none. Null: as configured. */
  readonly coolDownSeconds: number | null;
}

export const asConfigured: AccountLimits = { callsAtOnce: null, spendPerDay: null, coolDownSeconds: null };

/** What a limit can be, whether it is one account's or configured for all: above it somebody has mistyped, or means none. */
export const possibleLimits = {
  callsAtOnce: { minimum: 1, maximum: 1_000_000 },
  spendPerDay: { minimum: Money.fen(1), maximum: Money.fen(10_000_000_00) },
  coolDownSeconds: { minimum: 0, maximum: 30 * 86_400 },
} as const;

/** CALL-10: what limits calls of an app of an account. */
export function limitsInForce(
  configured: CallLimits,
  account: AccountLimits,
  appCallsAtOnce: OwnLimit<number>,
): CallLimits {
  return {
    ...configured,
    callsAtOncePerAccount: inForce(account.callsAtOnce, configured.callsAtOncePerAccount),
    callsAtOncePerApp: inForce(appCallsAtOnce, configured.callsAtOncePerApp),
    spendPerDay: inForce(account.spendPerDay, configured.spendPerDay),
    coolDownSeconds: account.coolDownSeconds ?? configured.coolDownSeconds,
  };
}

/** Null: no limit. */
export function inForce<Value extends number | Money>(own: OwnLimit<Value>, configured: Value | null): Value | null {
  return own === 'NONE' ? null : (own ?? configured);
}

/** @throws DomainError LIMIT_OUT_OF_RANGE */
export function requirePossibleLimits({ callsAtOnce, spendPerDay, coolDownSeconds }: AccountLimits): void {
  requirePossibleCount('CALLS_AT_ONCE_ACCOUNT', callsAtOnce, possibleLimits.callsAtOnce);
  requirePossibleCount('COOL_DOWN', coolDownSeconds, possibleLimits.coolDownSeconds);
  if (spendPerDay === null || spendPerDay === 'NONE') return;
  const { minimum, maximum } = possibleLimits.spendPerDay;
  if (!minimum.exceeds(spendPerDay) && !spendPerDay.exceeds(maximum)) return;
  throw new DomainError({ code: 'LIMIT_OUT_OF_RANGE', limit: 'SPEND_PER_DAY', minimum, maximum });
}

/** @throws DomainError LIMIT_OUT_OF_RANGE */
export function requirePossibleCount(
  limit: CallLimit,
  own: OwnLimit<number>,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): void {
  if (own === null || own === 'NONE') return;
  if (Number.isInteger(own) && own >= minimum && own <= maximum) return;
  throw new DomainError({ code: 'LIMIT_OUT_OF_RANGE', limit, minimum, maximum });
}
