import type { ClaimedWebhook, WebhookQueue } from '../../application/ports/webhook-queue.ts';
import type { AppId } from '../../domain/ids.ts';
import type { Delivery } from '../../domain/webhooks/delivery.ts';
import type { AccountRecords, MemoryStore } from './memory-store.ts';

/* eslint-disable @typescript-eslint/require-await -- the port is asynchronous; memory is not */

/** One replica, which never dies. */
export class MemoryWebhookQueue implements WebhookQueue {
  readonly #claims = new Map<AppId, { readonly token: bigint; readonly until: number; readonly turn: number }>();
  #turns = 0;

  constructor(
    private readonly store: MemoryStore,
    private readonly wall: () => Date,
  ) {}

  async claim(now: Date, limit: number, leaseSeconds: number): Promise<readonly ClaimedWebhook[]> {
    const wall = this.wall().getTime();
    const free = [...this.store.accounts.values()]
      .flatMap((records) => [...records.webhooks.values()].map((webhook) => ({ records, webhook })))
      .filter(({ webhook }) => webhook.isEnabled && (this.#claims.get(webhook.app)?.until ?? 0) <= wall)
      .filter(({ records, webhook }) => dueOf(records, webhook.app, now).length > 0)
      .sort((one, other) => this.#lastTurn(one.webhook.app) - this.#lastTurn(other.webhook.app))
      .slice(0, limit);
    return free.map(({ webhook: { account, app } }) => {
      const token = (this.#claims.get(app)?.token ?? 0n) + 1n;
      this.#claims.set(app, { token, until: wall + leaseSeconds * 1000, turn: ++this.#turns });
      return { account, app, token };
    });
  }

  async due({ account, app }: ClaimedWebhook, now: Date, limit: number): Promise<readonly Delivery[]> {
    const records = this.store.accounts.get(account);
    return records === undefined ? [] : dueOf(records, app, now).slice(0, limit);
  }

  async release({ app, token }: ClaimedWebhook): Promise<void> {
    const claim = this.#claims.get(app);
    if (claim?.token === token) this.#claims.set(app, { ...claim, until: 0 });
  }

  #lastTurn(app: AppId): number {
    return this.#claims.get(app)?.turn ?? 0;
  }
}

function dueOf({ deliveries }: AccountRecords, app: AppId, now: Date): readonly Delivery[] {
  const dueAt = (one: Delivery): number => one.dueAt?.getTime() ?? -Infinity;
  return [...deliveries.values()]
    .filter((one) => one.app === app && one.status === 'PENDING' && dueAt(one) <= now.getTime())
    .sort((one, other) => (dueAt(one) === dueAt(other) ? 0 : dueAt(one) - dueAt(other)));
}
