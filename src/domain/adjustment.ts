import type { Account } from './account.ts';
import { DomainError } from './errors.ts';
import { Transfer } from './ledger.ts';
import { Money } from './money.ts';

/**
 * What an operator can post (ADJUST-1). CREDIT and DEBIT correct what was earned. PAY_IN is money that came outside of a
 * top-up; PAY_OUT is money that goes back to the customer, such as what is left of a closed account (ACC-6).
 */
export type AdjustmentKind = 'CREDIT' | 'DEBIT' | 'PAY_IN' | 'PAY_OUT';

const effects = {
  CREDIT: { transfer: 'ADJUSTMENT_CREDIT', takes: false },
  DEBIT: { transfer: 'ADJUSTMENT_DEBIT', takes: true },
  PAY_IN: { transfer: 'PAY_IN', takes: false },
  PAY_OUT: { transfer: 'PAY_OUT', takes: true },
} as const;

/** Ten million yuan, as of a top-up: above it somebody has mistyped. */
const MAXIMUM = Money.fen(10_000_000_00);

export interface Adjustment {
  readonly kind: AdjustmentKind;
  readonly amount: Money;
  /** The operator's own, such as a ticket, or the bank's number: posted once, for ever. */
  readonly reference: string;
}

/** Before anything is stored. @throws DomainError AMOUNT_OUT_OF_RANGE */
export function checkAdjustment({ amount }: Adjustment): void {
  if (amount.exceeds(Money.zero) && !amount.exceeds(MAXIMUM)) return;
  throw new DomainError({ code: 'AMOUNT_OUT_OF_RANGE', minimum: Money.fen(1), maximum: MAXIMUM });
}

/**
 * ADJUST-1, ACC-6: posts what an operator says, with a double entry. Whether the account takes calls does not matter.
 *
 * @param id of the posting; new.
 * @throws DomainError INSUFFICIENT_BALANCE where it takes more than is available
 */
export function adjust(
  account: Account,
  { kind, amount, reference }: Adjustment,
  id: string,
  now: Date,
): { readonly account: Account; readonly transfers: readonly Transfer[] } {
  const { transfer, takes } = effects[kind];
  return {
    account: takes ? account.debit(amount) : account.credit(amount),
    transfers: Transfer.some(transfer, amount, { subject: id, at: now, reference }),
  };
}
