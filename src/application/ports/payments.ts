import type { AccountId, PaymentReference, TopUpId } from '../../domain/ids.ts';
import type { Money } from '../../domain/money.ts';

/** Takes payments for top-ups. */
export interface Payments {
  /** Whether a person confirms each payment: then nobody need ask again whether one was paid. */
  readonly isByHand?: boolean;
  /** Idempotent by `topUpId`: asked again for the same top-up, it answers with the same reference and takes nothing more. */
  pay(order: {
    readonly topUpId: TopUpId;
    readonly accountId: AccountId;
    readonly amount: Money;
  }): Promise<{ readonly status: 'PAID' | 'PENDING'; readonly reference: PaymentReference }>;
}
