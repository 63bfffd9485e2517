import type { AccountId, AppId } from '../../domain/ids.ts';
import type { Delivery } from '../../domain/webhooks/delivery.ts';

/** A webhook whose deliveries one worker has to itself for a while. */
export interface ClaimedWebhook {
  readonly account: AccountId;
  readonly app: AppId;
  /** Grows with each claim of the webhook: whose claim has run out gives no other's back. */
  readonly token: bigint;
}

/** Finds what is to be sent, across accounts; decides nothing and writes nothing but its claims. */
export interface WebhookQueue {
  /**
   * Claims up to `limit` enabled webhooks with something that is due by wall time `now`, those that waited longest for a
   * turn first, for `leaseSeconds` of wall time or as long as the claiming replica lives. A receiver that answers nobody
   * has one turn at a time, and takes none of the others'.
   */
  claim(now: Date, limit: number, leaseSeconds: number): Promise<readonly ClaimedWebhook[]>;
  /** What of a webhook is due by wall time `now`, in the order in which it became due. */
  due(webhook: ClaimedWebhook, now: Date, limit: number): Promise<readonly Delivery[]>;
  /** Gives a claim back. Harmless where it has run out. */
  release(webhook: ClaimedWebhook): Promise<void>;
}
