import { assert } from './assert.ts';
import type { Accounting } from './books.ts';
import { Money } from './money.ts';

/**
 * Where fen can be. CUSTOMER is the account's balance; FUNDS is where money comes from and goes to outside; REVENUE is
 * what calls earned; SUSPENSE holds what waits for a person (CALL-6).
 */
export type LedgerAccount = 'CUSTOMER' | 'FUNDS' | 'REVENUE' | 'SUSPENSE';

/** Why money moves: from where, and to where. */
export const routes = {
  TOP_UP: ['FUNDS', 'CUSTOMER'],
  CALL_CHARGE: ['CUSTOMER', 'REVENUE'],
  LATE_CALL_CHARGE: ['CUSTOMER', 'REVENUE'],
  SHORTFALL: ['SUSPENSE', 'REVENUE'],
  /** SUSPENSE-1: what was missing of a call is paid after all, or given up. */
  SHORTFALL_COLLECTED: ['CUSTOMER', 'SUSPENSE'],
  SHORTFALL_WRITTEN_OFF: ['REVENUE', 'SUSPENSE'],
  /** CALL-6: the difference of a discrepancy. What the customer owed still is forgiven before anything is given back. */
  CORRECTION_CHARGE: ['CUSTOMER', 'REVENUE'],
  CORRECTION_SHORTFALL: ['SUSPENSE', 'REVENUE'],
  CORRECTION_RELIEF: ['REVENUE', 'SUSPENSE'],
  CORRECTION_CREDIT: ['REVENUE', 'CUSTOMER'],
  /** ADJUST-1: what an operator posts, by a reference of its own. */
  ADJUSTMENT_CREDIT: ['REVENUE', 'CUSTOMER'],
  ADJUSTMENT_DEBIT: ['CUSTOMER', 'REVENUE'],
  PAY_IN: ['FUNDS', 'CUSTOMER'],
  PAY_OUT: ['CUSTOMER', 'FUNDS'],
} as const satisfies Record<string, readonly [LedgerAccount, LedgerAccount]>;

export type TransferKind = keyof typeof routes;

/** What a transfer is for. */
interface Cause {
  /** The top-up or call; where it is posted by an operator, a new id of its own. One of each kind is posted for it. */
  readonly subject: string;
  /** BILL-1: the time by which bills go. */
  readonly at: Date;
  /** BILL-3: the beginning of the closed month to which it belongs, where it comes too late for its bill. */
  readonly adjusts?: Date | null;
  /** The call that an operator posts it for. */
  readonly call?: string;
  /** What people outside call the movement: posted once, for ever, over all accounts (ACC-3, ADJUST-1). */
  readonly reference?: string;
}

/**
 * A movement between two ledger accounts of one customer: debit and credit in one row, so that it sums to zero by
 * construction. Balance = credits of CUSTOMER less its debits.
 */
export class Transfer {
  readonly debit: LedgerAccount;
  readonly credit: LedgerAccount;
  readonly subject: string;
  readonly accountingAt: Date;
  readonly adjusts: Date | null;
  readonly call: string | null;
  readonly reference: string | null;

  private constructor(
    readonly kind: TransferKind,
    readonly amount: Money,
    { subject, at, adjusts, call, reference }: Cause,
  ) {
    assert(amount.exceeds(Money.zero), 'a transfer moves something');
    [this.debit, this.credit] = routes[kind];
    this.subject = subject;
    this.accountingAt = at;
    this.adjusts = adjusts ?? null;
    this.call = call ?? null;
    this.reference = reference ?? null;
  }

  static topUp(topUp: string, amount: Money, at: Date, reference?: string): Transfer {
    return new Transfer('TOP_UP', amount, { subject: topUp, at, ...(reference !== undefined && { reference }) });
  }

  /** The transfers of a charge: what the customer paid, and what was missing. None for zero fen. */
  static charge(
    kind: 'CALL_CHARGE' | 'LATE_CALL_CHARGE',
    call: string,
    paid: Money,
    missing: Money,
    accounting: Accounting,
  ): readonly Transfer[] {
    return [
      ...Transfer.some(kind, paid, { subject: call, ...accounting }),
      ...Transfer.some('SHORTFALL', missing, { subject: call, ...accounting }),
    ];
  }

  /** One transfer, or none for zero fen. */
  static some(kind: TransferKind, amount: Money, cause: Cause): readonly Transfer[] {
    return amount.isZero ? [] : [new Transfer(kind, amount, cause)];
  }

  /** What it does to the customer's balance: positive, negative, or nothing. */
  get effectOnBalance(): Money {
    return this.effectOn('CUSTOMER');
  }

  /** What it adds to a ledger account; negative where it takes. */
  effectOn(account: LedgerAccount): Money {
    if (this.credit === account) return this.amount;
    return this.debit === account ? Money.zero.minus(this.amount) : Money.zero;
  }
}

/** What the ledger says about one call. */
export interface CallLedger {
  /** What the customer paid for it so far. */
  readonly paid: Money;
  /** What of it is in suspense. */
  readonly missing: Money;
}

/** Over all transfers that are about a call. */
export function callLedger(transfers: readonly Transfer[]): CallLedger {
  const out = (account: LedgerAccount): Money =>
    transfers.reduce((sum, transfer) => sum.minus(transfer.effectOn(account)), Money.zero);
  return { paid: out('CUSTOMER'), missing: out('SUSPENSE') };
}
