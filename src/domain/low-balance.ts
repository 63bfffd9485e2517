import type { Account } from './account.ts';
import type { Notice } from './notice.ts';
import { lowBalance } from './notice.ts';
import { thresholdOf } from './notice-settings.ts';
import type { Tariff } from './tariff.ts';

/** By what a fall of the balance is told. */
export interface BalanceWatch {
  /** Minutes of which fewer are told, where the account has no own; null: nobody is. */
  readonly configured: number | null;
  readonly tariff: Tariff;
  readonly now: Date;
}

/**
 * NOTICE-2: told once per fall. What buys fewer minutes than the threshold is told; then nothing until the balance has
 * grown, by a top-up or otherwise, to no fewer. A reservation that is given back is no growth: calls that come and go
 * around the threshold are one fall. Another threshold begins anew. A new account has nothing to fall from.
 */
export function watchBalance(
  before: Account,
  after: Account,
  { configured, tariff, now }: BalanceWatch,
): { readonly account: Account; readonly notice: Notice | null } {
  const threshold = thresholdOf(after.notices, configured);
  if (threshold === null || after.standing.status === 'CLOSED') return { account: after, notice: null };
  const { available } = after;
  const minutes = tariff.minutesLeft(available);
  if (minutes >= BigInt(threshold)) {
    const isOther = after.notices.lowBalanceMinutes !== before.notices.lowBalanceMinutes;
    const isArmed = !after.lowBalanceTold || isOther || after.balance.exceeds(before.balance);
    return { account: after.tellLowBalance(!isArmed), notice: null };
  }
  if (after.lowBalanceTold) return { account: after, notice: null };
  const facts = { available, minutes: Number(minutes), threshold };
  return { account: after.tellLowBalance(true), notice: lowBalance(facts, after.version, now) };
}
