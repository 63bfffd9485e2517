import { assert } from './assert.ts';
import { Money } from './money.ts';

/**
 * Where fen can be. CUSTOMER is the account's balance; FUNDS is where top-ups come from; REVENUE is what calls earned;
 * SUSPENSE holds what waits for a person (CALL-6).
 */
export type LedgerAccount = 'CUSTOMER' | 'FUNDS' | 'REVENUE' | 'SUSPENSE';

export type TransferKind = 'TOP_UP' | 'CALL_CHARGE' | 'LATE_CALL_CHARGE' | 'SHORTFALL';

/**
 * A movement between two ledger accounts of one customer: debit and credit in one row, so that it sums to zero by
 * construction. Balance = credits of CUSTOMER less its debits.
 */
export class Transfer {
  private constructor(
    readonly kind: TransferKind,
    readonly debit: LedgerAccount,
    readonly credit: LedgerAccount,
    readonly amount: Money,
    /** The top-up or call that it is for. */
    readonly subject: string,
    /** BILL-1: the time by which bills go. */
    readonly accountingAt: Date,
  ) {
    assert(amount.exceeds(Money.zero), 'a transfer moves something');
  }

  static topUp(topUp: string, amount: Money, at: Date): Transfer {
    return new Transfer('TOP_UP', 'FUNDS', 'CUSTOMER', amount, topUp, at);
  }

  /** The transfers of a charge: what the customer paid, and what was missing. None for zero fen. */
  static charge(
    kind: 'CALL_CHARGE' | 'LATE_CALL_CHARGE',
    call: string,
    paid: Money,
    missing: Money,
    at: Date,
  ): readonly Transfer[] {
    return [
      ...(paid.isZero ? [] : [new Transfer(kind, 'CUSTOMER', 'REVENUE', paid, call, at)]),
      ...(missing.isZero ? [] : [new Transfer('SHORTFALL', 'SUSPENSE', 'REVENUE', missing, call, at)]),
    ];
  }

  /** What it does to the customer's balance: positive, negative, or nothing. */
  get effectOnBalance(): Money {
    if (this.credit === 'CUSTOMER') return this.amount;
    return this.debit === 'CUSTOMER' ? Money.zero.minus(this.amount) : Money.zero;
  }
}
