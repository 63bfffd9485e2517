import type { WebhookProfile } from '../../../application/ports/reads.ts';
import type { AccountId, AppId } from '../../../domain/ids.ts';
import { Webhook } from '../../../domain/webhooks/webhook.ts';
import { bigint, integer, key, optional, tableOf, text, time, uuid } from './columns.ts';

export interface WebhookRow {
  account_id: string;
  app_id: string;
  url: string;
  disabled_by: NonNullable<Webhook['disabled']>['by'] | null;
  /** Null together with it. */
  disabled_since: Date | null;
  sealed_secret: string;
  replaced_secret: string | null;
  /** Null together with it. */
  replaced_until: Date | null;
  failing_since: Date | null;
  created_at: Date;
  version: number;
  /** What workers claim; no decision writes it. */
  claim: string;
  claimed_by: string | null;
  claimed_until: Date | null;
  turn_at: Date | null;
}

export const webhookTable = tableOf<WebhookRow>('webhook', {
  account_id: key(uuid),
  app_id: key(uuid),
  url: text,
  disabled_by: optional(text),
  disabled_since: optional(time),
  sealed_secret: text,
  replaced_secret: optional(text),
  replaced_until: optional(time),
  failing_since: optional(time),
  created_at: time,
  version: integer,
  claim: { ...bigint, default: 0 },
  claimed_by: optional(uuid),
  claimed_until: optional({ type: 'timestamp with time zone' }),
  turn_at: optional({ type: 'timestamp with time zone' }),
});

export type DecidedWebhookRow = Omit<WebhookRow, 'claim' | 'claimed_by' | 'claimed_until' | 'turn_at'>;

export function toWebhookRow(webhook: Webhook): DecidedWebhookRow {
  return {
    account_id: webhook.account,
    app_id: webhook.app,
    url: webhook.url,
    disabled_by: webhook.disabled?.by ?? null,
    disabled_since: webhook.disabled?.since ?? null,
    sealed_secret: webhook.sealedSecret,
    replaced_secret: webhook.replacedSecret?.sealed ?? null,
    replaced_until: webhook.replacedSecret?.until ?? null,
    failing_since: webhook.failingSince,
    created_at: webhook.createdAt,
    version: webhook.version,
  };
}

export function fromWebhookRow(row: DecidedWebhookRow): Webhook {
  const { replaced_secret: sealed, replaced_until: until } = row;
  return Webhook.restore({
    app: row.app_id as AppId,
    account: row.account_id as AccountId,
    url: row.url,
    disabled: disabledOf(row),
    sealedSecret: row.sealed_secret,
    replacedSecret: sealed === null || until === null ? null : { sealed, until },
    failingSince: row.failing_since,
    createdAt: row.created_at,
    version: row.version,
  });
}

export type WebhookProfileRow = Pick<
  WebhookRow,
  'app_id' | 'url' | 'disabled_by' | 'disabled_since' | 'replaced_until' | 'failing_since' | 'created_at'
>;

/** Of the columns that people read. */
export function fromWebhookProfileRow(row: WebhookProfileRow): WebhookProfile {
  return {
    app: row.app_id as AppId,
    url: row.url,
    disabled: disabledOf(row),
    replacedUntil: row.replaced_until,
    failingSince: row.failing_since,
    createdAt: row.created_at,
  };
}

function disabledOf({
  disabled_by: by,
  disabled_since: since,
}: Pick<WebhookRow, 'disabled_by' | 'disabled_since'>): Webhook['disabled'] {
  return by === null || since === null ? null : { by, since };
}
