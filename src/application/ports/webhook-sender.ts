import type { AttemptResult } from '../../domain/webhooks/delivery.ts';

export interface WebhookMessage {
  readonly url: string;
  /** The same at each attempt. */
  readonly id: string;
  readonly body: string;
  /** As Standard Webhooks writes them, the present one first: it is signed with each. */
  readonly secrets: readonly string[];
  /** Wall time. */
  readonly at: Date;
}

/** Makes one request to a receiver of a customer, and never where it must not go (HOOK-1). Never rejects. */
export interface WebhookSender {
  send(message: WebhookMessage): Promise<AttemptResult>;
}
