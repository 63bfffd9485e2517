import type { Payments } from '../../application/ports/payments.ts';
import type { AccountId, PaymentReference, TopUpId } from '../../domain/ids.ts';
import type { Money } from '../../domain/money.ts';
import { postToSandbox } from './control-client.ts';

/** Every order is paid at once, with play money. */
export class SandboxPayments implements Payments {
  readonly #baseUrl: string;

  /** @param baseUrl of the sandbox. */
  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  async pay(order: {
    readonly topUpId: TopUpId;
    readonly accountId: AccountId;
    readonly amount: Money;
  }): Promise<{ readonly status: 'PAID'; readonly reference: PaymentReference }> {
    const body = { orderId: order.topUpId, amountFen: String(order.amount.fen) };
    const { reference } = await postToSandbox(this.#baseUrl, '/sandbox/payments', body, ['reference']);
    return { status: 'PAID', reference: reference as PaymentReference };
  }
}
