import { assert } from './assert.ts';
import { DomainError } from './errors.ts';
import type { AccountId } from './ids.ts';
import { Money } from './money.ts';

interface AccountFields {
  readonly id: AccountId;
  /** The company or team. */
  readonly name: string;
  readonly balance: Money;
  /** What open calls have set aside of the balance. */
  readonly reserved: Money;
  readonly createdAt: Date;
  /** Grows with every change of this account. */
  readonly version: number;
}

/** A prepaid customer. Of its balance, what open calls have reserved is not available to others. */
export class Account {
  readonly id: AccountId;
  readonly name: string;
  readonly balance: Money;
  readonly reserved: Money;
  readonly createdAt: Date;
  readonly version: number;

  private constructor(fields: AccountFields) {
    assert(!fields.reserved.isNegative, 'nothing reserves less than nothing');
    assert(!fields.reserved.exceeds(fields.balance), 'no more is reserved than there is');
    this.id = fields.id;
    this.name = fields.name;
    this.balance = fields.balance;
    this.reserved = fields.reserved;
    this.createdAt = fields.createdAt;
    this.version = fields.version;
  }

  static open(id: AccountId, name: string, now: Date): Account {
    return new Account({ id, name, balance: Money.zero, reserved: Money.zero, createdAt: now, version: 1 });
  }

  static restore(fields: AccountFields): Account {
    return new Account(fields);
  }

  get available(): Money {
    return this.balance.minus(this.reserved);
  }

  /** Adds a paid top-up. */
  credit(amount: Money): Account {
    assert(amount.exceeds(Money.zero), 'a credit adds something');
    return this.with({ balance: this.balance.plus(amount) });
  }

  /**
   * CALL-4: sets aside the most that a call can cost.
   *
   * @throws DomainError INSUFFICIENT_BALANCE
   */
  reserve(amount: Money): Account {
    assert(amount.exceeds(Money.zero), 'a reservation sets something aside');
    if (amount.exceeds(this.available)) {
      throw new DomainError({ code: 'INSUFFICIENT_BALANCE', available: this.available, required: amount });
    }
    return this.with({ reserved: this.reserved.plus(amount) });
  }

  /** Gives a reservation back without a charge. */
  release(reservation: Money): Account {
    return this.with({ reserved: this.reserved.minus(reservation) });
  }

  /**
   * CALL-6: ends a reservation with a charge. A charge above the reservation takes what is available; what is missing
   * is told, for suspense. The balance never goes below zero. A late charge has a reservation of zero.
   */
  settle(
    reservation: Money,
    charge: Money,
  ): { readonly account: Account; readonly paid: Money; readonly missing: Money } {
    assert(!charge.isNegative, 'a charge takes nothing back');
    const available = this.available.plus(reservation);
    const paid = charge.atMost(available);
    const account = this.with({ balance: this.balance.minus(paid), reserved: this.reserved.minus(reservation) });
    return { account, paid, missing: charge.minus(paid) };
  }

  private with(change: Partial<AccountFields>): Account {
    return new Account({ ...this, ...change, version: this.version + 1 });
  }
}
