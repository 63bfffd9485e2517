import { assert } from './assert.ts';
import { DomainError } from './errors.ts';
import type { AccountId, PaymentReference, TopUpId } from './ids.ts';
import { Money } from './money.ts';
import { transferReference } from './transfer-reference.ts';

/** ACC-2: 1000.00 yuan is accepted, 999.99 refused. */
const MINIMUM = Money.fen(1000_00);
/** Ten million yuan: above it somebody has mistyped, or means a bank transfer that a person should look at. */
const MAXIMUM = Money.fen(10_000_000_00);

type TopUpState =
  | { readonly status: 'PENDING' }
  | { readonly status: 'PAID'; readonly reference: PaymentReference; readonly paidAt: Date }
  | { readonly status: 'CANCELED' };

/** A payment into an account. */
export class TopUp {
  private constructor(
    readonly id: TopUpId,
    readonly account: AccountId,
    readonly amount: Money,
    readonly createdAt: Date,
    readonly state: TopUpState,
  ) {}

  /** @throws DomainError TOP_UP_OUT_OF_RANGE */
  static request(id: TopUpId, account: AccountId, amount: Money, now: Date): TopUp {
    TopUp.check(amount);
    return new TopUp(id, account, amount, now, { status: 'PENDING' });
  }

  /** ACC-2, before anything is stored. @throws DomainError TOP_UP_OUT_OF_RANGE */
  static check(amount: Money): void {
    if (MINIMUM.exceeds(amount) || amount.exceeds(MAXIMUM)) {
      throw new DomainError({ code: 'TOP_UP_OUT_OF_RANGE', minimum: MINIMUM, maximum: MAXIMUM });
    }
  }

  static restore(id: TopUpId, account: AccountId, amount: Money, createdAt: Date, state: TopUpState): TopUp {
    return new TopUp(id, account, amount, createdAt, state);
  }

  get status(): TopUpState['status'] {
    return this.state.status;
  }

  /** BANK-1: what its customer writes on a bank transfer. */
  get transferReference(): string {
    return transferReference(this.id);
  }

  /**
   * BANK-1: an operator has seen the money: the whole of what was ordered, by the bank's own reference.
   *
   * @throws DomainError TOP_UP_NOT_PENDING, AMOUNT_DIFFERS
   */
  confirmed(received: Money, reference: PaymentReference, now: Date): TopUp {
    this.requirePending();
    if (!received.equals(this.amount)) {
      throw new DomainError({ code: 'AMOUNT_DIFFERS', ordered: this.amount, received });
    }
    return this.paid(reference, now);
  }

  /** BANK-1: nobody will pay it. @throws DomainError TOP_UP_NOT_PENDING */
  canceled(): TopUp {
    this.requirePending();
    return new TopUp(this.id, this.account, this.amount, this.createdAt, { status: 'CANCELED' });
  }

  private requirePending(): void {
    if (this.status !== 'PENDING') throw new DomainError({ code: 'TOP_UP_NOT_PENDING', status: this.status });
  }

  /** Takes the payment's word for it, once: a top-up that was paid stays as it was (ACC-3). */
  paid(reference: PaymentReference, now: Date): TopUp {
    if (this.state.status === 'PAID') return this;
    assert(this.state.status === 'PENDING', 'only a pending top-up is paid');
    return new TopUp(this.id, this.account, this.amount, this.createdAt, { status: 'PAID', reference, paidAt: now });
  }
}
