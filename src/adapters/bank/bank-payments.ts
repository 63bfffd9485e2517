import type { Payments } from '../../application/ports/payments.ts';
import type { TopUpId } from '../../domain/ids.ts';
import { transferReference } from '../../domain/transfer-reference.ts';
import type { PaymentReference } from '../../domain/ids.ts';

/** BANK-1: money comes by bank transfer, and a person confirms it. */
export class BankPayments implements Payments {
  readonly isByHand = true;

  pay({ topUpId }: { readonly topUpId: TopUpId }): ReturnType<Payments['pay']> {
    return Promise.resolve({ status: 'PENDING', reference: transferReference(topUpId) as PaymentReference });
  }
}
