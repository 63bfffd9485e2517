import type { Payments } from '../../src/application/ports/payments.ts';
import type { PaymentReference, TopUpId } from '../../src/domain/ids.ts';
import type { Money } from '../../src/domain/money.ts';
import type { Chance } from './chance.ts';
import type { Reached } from './coverage.ts';

/** The bank: what it has taken it has taken once, however often it was asked. */
export class Bank implements Payments {
  readonly taken = new Map<TopUpId, Money>();
  isCalm = false;

  constructor(
    private readonly chance: Chance,
    private readonly reached: Reached,
  ) {}

  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous; the model is not
  async pay({ topUpId, amount }: Parameters<Payments['pay']>[0]): ReturnType<Payments['pay']> {
    const reference = `payment of ${topUpId}` as PaymentReference;
    if (!this.taken.has(topUpId)) {
      if (!this.isCalm && this.chance.happens(20)) {
        this.reached.fault('payment: pending');
        return { status: 'PENDING', reference };
      }
      this.taken.set(topUpId, amount);
    }
    return { status: 'PAID', reference };
  }
}
