import { App } from '../../../domain/app.ts';
import type { CustomerApp } from '../../../application/ports/customer-reads.ts';
import type { AccountId, AppId } from '../../../domain/ids.ts';
import { integer, key, optional, tableOf, text, time, uuid } from './columns.ts';
import { fromCountColumn, toCountColumn } from './limit-columns.ts';

export interface AppRow {
  account_id: string;
  id: string;
  name: string;
  app_key: string;
  sealed_secret: string;
  replaced_secret: string | null;
  /** Null together with it. */
  replaced_until: Date | null;
  accid: string;
  callback_key: string;
  service: App['service'];
  suspended_reason: string | null;
  /** Null together with it. */
  suspended_since: Date | null;
  default_seconds: number;
  ceiling_seconds: number;
  stopped_by_provider: Date | null;
  min_parties: number;
  max_parties: number;
  calls_at_once: number | null;
  created_at: Date;
  version: number;
}

export const appTable = tableOf<AppRow>('app', {
  account_id: key(uuid),
  id: key(uuid),
  name: text,
  app_key: text,
  sealed_secret: text,
  replaced_secret: optional(text),
  replaced_until: optional(time),
  accid: text,
  callback_key: text,
  service: text,
  suspended_reason: optional(text),
  suspended_since: optional(time),
  default_seconds: integer,
  ceiling_seconds: integer,
  stopped_by_provider: optional(time),
  min_parties: { ...integer, default: 3 },
  max_parties: { ...integer, default: 8 },
  calls_at_once: optional(integer),
  created_at: time,
  version: integer,
});

export function toAppRow(app: App): AppRow {
  return {
    account_id: app.account,
    id: app.id,
    name: app.name,
    app_key: app.appKey,
    sealed_secret: app.sealedSecret,
    replaced_secret: app.replacedSecret?.sealed ?? null,
    replaced_until: app.replacedSecret?.until ?? null,
    accid: app.accid,
    callback_key: app.callbackKey,
    service: app.service,
    suspended_reason: app.suspension?.reason ?? null,
    suspended_since: app.suspension?.since ?? null,
    default_seconds: app.limits.defaultSeconds,
    ceiling_seconds: app.limits.ceilingSeconds,
    stopped_by_provider: app.stoppedByProvider,
    min_parties: app.conferences.minParties,
    max_parties: app.conferences.maxParties,
    calls_at_once: toCountColumn(app.callsAtOnce),
    created_at: app.createdAt,
    version: app.version,
  };
}

export function fromAppRow(row: AppRow): App {
  return App.restore({
    id: row.id as AppId,
    account: row.account_id as AccountId,
    name: row.name,
    appKey: row.app_key,
    sealedSecret: row.sealed_secret,
    replacedSecret: replacedSecretOf(row),
    accid: row.accid,
    callbackKey: row.callback_key,
    service: row.service,
    suspension: suspensionOf(row),
    limits: { defaultSeconds: row.default_seconds, ceilingSeconds: row.ceiling_seconds },
    stoppedByProvider: row.stopped_by_provider,
    conferences: { minParties: row.min_parties, maxParties: row.max_parties },
    callsAtOnce: fromCountColumn(row.calls_at_once),
    createdAt: row.created_at,
    version: row.version,
  });
}

export type CustomerAppRow = Pick<
  AppRow,
  | 'account_id'
  | 'id'
  | 'name'
  | 'app_key'
  | 'accid'
  | 'service'
  | 'suspended_reason'
  | 'suspended_since'
  | 'default_seconds'
  | 'ceiling_seconds'
  | 'min_parties'
  | 'max_parties'
  | 'calls_at_once'
  | 'stopped_by_provider'
  | 'created_at'
>;

/** Of the columns that operators read. */
export function fromCustomerAppRow(row: CustomerAppRow): CustomerApp {
  const suspension = suspensionOf(row);
  return {
    id: row.id as AppId,
    account: row.account_id as AccountId,
    name: row.name,
    appKey: row.app_key,
    accid: row.accid,
    serviceState: suspension === null ? row.service : 'SUSPENDED',
    suspension,
    limits: { defaultSeconds: row.default_seconds, ceilingSeconds: row.ceiling_seconds },
    conferences: { minParties: row.min_parties, maxParties: row.max_parties },
    callsAtOnce: fromCountColumn(row.calls_at_once),
    stoppedByProvider: row.stopped_by_provider,
    createdAt: row.created_at,
  };
}

function suspensionOf({
  suspended_reason: reason,
  suspended_since: since,
}: Pick<AppRow, 'suspended_reason' | 'suspended_since'>): App['suspension'] {
  return reason === null || since === null ? null : { reason, since };
}

function replacedSecretOf({ replaced_secret: sealed, replaced_until: until }: AppRow): App['replacedSecret'] {
  return sealed === null || until === null ? null : { sealed, until };
}
