import type { Pool } from 'pg';
import type { ClaimedWebhook, WebhookQueue } from '../../application/ports/webhook-queue.ts';
import type { AccountId, AppId } from '../../domain/ids.ts';
import type { Delivery } from '../../domain/webhooks/delivery.ts';
import { isFree } from './claims.ts';
import type { Replica } from './replicas.ts';
import type { DeliveryRow } from './rows/delivery-rows.ts';
import { fromDeliveryRow } from './rows/delivery-rows.ts';
import { prepared } from './statements.ts';

const isDue = (now: string): string => `status = 'PENDING' AND (due_at IS NULL OR due_at <= ${now})`;

/** $1 wall time, $2 the most, $3 seconds of a claim, $4 by whom. */
const claimWebhooks = `
  WITH live AS MATERIALIZED (
    SELECT id FROM replica WHERE lease_until > statement_timestamp()
  ), due AS MATERIALIZED (
    SELECT account_id, app_id FROM webhook
    WHERE disabled_since IS NULL AND ${isFree} AND EXISTS (
      SELECT FROM delivery WHERE delivery.account_id = webhook.account_id AND delivery.app_id = webhook.app_id
        AND ${isDue('$1')})
    ORDER BY turn_at NULLS FIRST LIMIT $2 FOR UPDATE SKIP LOCKED
  )
  UPDATE webhook SET claim = webhook.claim + 1, claimed_by = $4, turn_at = clock_timestamp(),
    claimed_until = clock_timestamp() + make_interval(secs => $3)
  FROM due WHERE webhook.account_id = due.account_id AND webhook.app_id = due.app_id
  RETURNING webhook.account_id, webhook.app_id, webhook.claim`;

const dueDeliveries = `
  SELECT * FROM delivery WHERE account_id = $1 AND app_id = $2 AND ${isDue('$3')}
  ORDER BY due_at NULLS FIRST, created_at, id LIMIT $4`;

const releaseWebhook = `
  UPDATE webhook SET claimed_until = NULL WHERE account_id = $1 AND app_id = $2 AND claim = $3`;

interface ClaimedRow {
  account_id: AccountId;
  app_id: AppId;
  claim: string;
}

/** In the writer role: what is due is asked across accounts. */
export class PostgresWebhookQueue implements WebhookQueue {
  constructor(
    private readonly pool: Pool,
    private readonly replica: Replica,
  ) {}

  async claim(now: Date, limit: number, leaseSeconds: number): Promise<readonly ClaimedWebhook[]> {
    const question = prepared(claimWebhooks, [now, limit, leaseSeconds, this.replica.id]);
    const { rows } = await this.pool.query<ClaimedRow>(question);
    return rows.map(({ account_id, app_id, claim }) => ({ account: account_id, app: app_id, token: BigInt(claim) }));
  }

  async due({ account, app }: ClaimedWebhook, now: Date, limit: number): Promise<readonly Delivery[]> {
    const { rows } = await this.pool.query<DeliveryRow>(prepared(dueDeliveries, [account, app, now, limit]));
    return rows.map(fromDeliveryRow);
  }

  async release({ account, app, token }: ClaimedWebhook): Promise<void> {
    await this.pool.query(prepared(releaseWebhook, [account, app, token.toString()]));
  }
}
