import type { Page, PageRequest, WebhookProfile, WebhookReads } from '../../application/ports/reads.ts';
import { MOST_ATTEMPTS } from '../../application/ports/reads.ts';
import type { AccountId, AppId, DeliveryId } from '../../domain/ids.ts';
import type { Attempt, Delivery } from '../../domain/webhooks/delivery.ts';
import { readPage } from './pages.ts';
import { attemptTable, deliveryTable, fromAttemptRow, fromDeliveryRow } from './rows/delivery-rows.ts';
import type { WebhookProfileRow } from './rows/webhook-rows.ts';
import { fromWebhookProfileRow } from './rows/webhook-rows.ts';
import type { Snapshot } from './snapshot.ts';
import { idOrNull } from './statements.ts';

/** By the columns that people may read. */
const profile = `SELECT app_id, url, disabled_by, disabled_since, replaced_until, failing_since, created_at
  FROM webhook WHERE account_id = $1 AND app_id = $2`;

/** Over a view of one account, or of the desk: each question names its account. */
export class PostgresWebhookReads implements WebhookReads {
  constructor(private readonly snapshot: Snapshot) {}

  async webhook(account: AccountId, app: AppId): Promise<WebhookProfile | null> {
    const [row] = await this.snapshot.ask<WebhookProfileRow>(profile, [idOrNull(account), idOrNull(app)]);
    return row === undefined ? null : fromWebhookProfileRow(row);
  }

  async deliveries(account: AccountId, app: AppId, page: PageRequest): Promise<Page<Delivery>> {
    const query = (await this.snapshot.select(deliveryTable)).where('row.account_id = :account AND row.app_id = :app', {
      account: idOrNull(account),
      app: idOrNull(app),
    });
    return await readPage(query, 'created_at', page, (row) => {
      return { at: row.created_at, id: row.id, item: fromDeliveryRow(row) };
    });
  }

  async attempts(account: AccountId, delivery: DeliveryId): Promise<readonly Attempt[]> {
    const query = await this.snapshot.select(attemptTable);
    query.where('row.account_id = :account AND row.delivery_id = :delivery', {
      account: idOrNull(account),
      delivery: idOrNull(delivery),
    });
    return (await query.orderBy('row.number', 'DESC').limit(MOST_ATTEMPTS).getMany()).map(fromAttemptRow);
  }
}
