import { assert } from './assert.ts';
import type { Books } from './books.ts';
import { booksFrom } from './books.ts';
import { DomainError } from './errors.ts';
import type { AccountId } from './ids.ts';
import { Money } from './money.ts';
import type { NoticeSettings } from './notice-settings.ts';
import { requirePossibleNotices, usualNotices } from './notice-settings.ts';
import type { AccountLimits } from './own-limits.ts';
import { asConfigured, requirePossibleLimits } from './own-limits.ts';
import type { Standing } from './standing.ts';
import * as standing from './standing.ts';
import { TariffPlan } from './tariff-plan.ts';

interface AccountFields {
  readonly id: AccountId;
  /** The company or team. */
  readonly name: string;
  readonly balance: Money;
  /** What open calls have set aside of the balance. */
  readonly reserved: Money;
  /** ACC-6 */
  readonly standing: Standing;
  /** PRICE-4 */
  readonly tariffs: TariffPlan;
  /** CALL-10: what operators set for it, over what is configured. */
  readonly limits: AccountLimits;
  /** NOTICE-2, NOTICE-3 */
  readonly notices: NoticeSettings;
  /** NOTICE-2: that little is left was told since the balance grew to enough, or there never was enough. */
  readonly lowBalanceTold: boolean;
  /** BILL-1 */
  readonly books: Books;
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
  readonly standing: Standing;
  readonly tariffs: TariffPlan;
  readonly limits: AccountLimits;
  readonly notices: NoticeSettings;
  readonly lowBalanceTold: boolean;
  readonly books: Books;
  readonly createdAt: Date;
  readonly version: number;

  private constructor(fields: AccountFields) {
    assert(!fields.reserved.isNegative, 'nothing reserves less than nothing');
    assert(!fields.reserved.exceeds(fields.balance), 'no more is reserved than there is');
    this.id = fields.id;
    this.name = fields.name;
    this.balance = fields.balance;
    this.reserved = fields.reserved;
    this.standing = fields.standing;
    this.tariffs = fields.tariffs;
    this.limits = fields.limits;
    this.notices = fields.notices;
    this.lowBalanceTold = fields.lowBalanceTold;
    this.books = fields.books;
    this.createdAt = fields.createdAt;
    this.version = fields.version;
  }

  static open(id: AccountId, name: string, now: Date): Account {
    const nothing = { balance: Money.zero, reserved: Money.zero, tariffs: TariffPlan.none, limits: asConfigured };
    return new Account({
      ...{ id, name, ...nothing, standing: standing.active },
      ...{ notices: usualNotices, lowBalanceTold: true, books: booksFrom(now), createdAt: now, version: 1 },
    });
  }

  static restore(fields: AccountFields): Account {
    return new Account(fields);
  }

  get available(): Money {
    return this.balance.minus(this.reserved);
  }

  /** Adds what was paid in, or is given back. */
  credit(amount: Money): Account {
    assert(amount.exceeds(Money.zero), 'a credit adds something');
    return this.with({ balance: this.balance.plus(amount) });
  }

  /**
   * ADJUST-1: takes what is available, and never what open calls have set aside.
   *
   * @throws DomainError INSUFFICIENT_BALANCE
   */
  debit(amount: Money): Account {
    assert(amount.exceeds(Money.zero), 'a debit takes something');
    if (amount.exceeds(this.available)) {
      throw new DomainError({ code: 'INSUFFICIENT_BALANCE', available: this.available, required: amount });
    }
    return this.with({ balance: this.balance.minus(amount) });
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

  /**
   * ACC-6: takes no new calls. Those under way settle normally.
   *
   * @throws DomainError ACCOUNT_SUSPENDED, ACCOUNT_CLOSED
   */
  suspend(reason: string, now: Date): Account {
    return this.with({ standing: standing.suspended(this.standing, reason, now) });
  }

  /** ACC-6 @throws DomainError ACCOUNT_NOT_SUSPENDED, ACCOUNT_CLOSED */
  resume(): Account {
    return this.with({ standing: standing.resumed(this.standing) });
  }

  /** ACC-6: takes neither calls nor top-ups, for ever. Calls under way settle normally. @throws DomainError ACCOUNT_CLOSED */
  close(reason: string, now: Date): Account {
    return this.with({ standing: standing.closed(this.standing, reason, now) });
  }

  /** ACC-6 @throws DomainError ACCOUNT_SUSPENDED, ACCOUNT_CLOSED */
  requireActive(): void {
    standing.requireActive(this.standing);
  }

  /** ACC-6 @throws DomainError ACCOUNT_CLOSED */
  requireNotClosed(): void {
    standing.requireNotClosed(this.standing);
  }

  /** PRICE-4 */
  withTariffs(tariffs: TariffPlan): Account {
    return this.with({ tariffs });
  }

  /** CALL-10: for calls that are placed from here on. @throws DomainError LIMIT_OUT_OF_RANGE */
  limit(limits: AccountLimits): Account {
    requirePossibleLimits(limits);
    return this.with({ limits });
  }

  /** NOTICE-2, NOTICE-3 @throws DomainError THRESHOLD_OUT_OF_RANGE */
  withNotices(notices: NoticeSettings): Account {
    requirePossibleNotices(notices);
    return this.with({ notices });
  }

  /** BILL-1 */
  withBooks(books: Books): Account {
    return this.with({ books });
  }

  /** NOTICE-2: a part of the change that lets the balance fall or grow, so the version stays. */
  tellLowBalance(lowBalanceTold: boolean): Account {
    return this.lowBalanceTold === lowBalanceTold ? this : new Account({ ...this, lowBalanceTold });
  }

  private with(change: Partial<AccountFields>): Account {
    return new Account({ ...this, ...change, version: this.version + 1 });
  }
}
