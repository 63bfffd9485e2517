import type { ApiKey } from '../../../domain/api-key.ts';
import type { AccountId, ApiKeyId, MemberId } from '../../../domain/ids.ts';
import type { Scope } from '../../../domain/role.ts';
import { key, optional, tableOf, text, time, uuid } from './columns.ts';

export interface ApiKeyRow {
  account_id: string;
  id: string;
  name: string;
  prefix: string;
  key_digest: string;
  /** Separated by spaces. */
  scopes: string;
  created_by: string;
  maker_role: ApiKey['maker'];
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

export const apiKeyTable = tableOf<ApiKeyRow>('api_key', {
  account_id: key(uuid),
  id: key(uuid),
  name: text,
  prefix: text,
  key_digest: text,
  scopes: text,
  created_by: uuid,
  maker_role: text,
  created_at: time,
  expires_at: optional(time),
  last_used_at: optional(time),
  revoked_at: optional(time),
});

export function toApiKeyRow(apiKey: ApiKey): ApiKeyRow {
  const { id, account, name, prefix, digest, scopes, createdBy, maker } = apiKey;
  const { createdAt, expiresAt, lastUsedAt, revokedAt } = apiKey;
  const made = { created_by: createdBy, maker_role: maker, created_at: createdAt };
  const times = { expires_at: expiresAt, last_used_at: lastUsedAt, revoked_at: revokedAt };
  return { account_id: account, id, name, prefix, key_digest: digest, scopes: scopes.join(' '), ...made, ...times };
}

export function fromApiKeyRow(row: ApiKeyRow): ApiKey {
  return { ...fromApiKeyProfileRow(row), digest: row.key_digest };
}

/** What the account may read of it. */
export function fromApiKeyProfileRow(row: Omit<ApiKeyRow, 'key_digest'>): Omit<ApiKey, 'digest'> {
  return {
    id: row.id as ApiKeyId,
    account: row.account_id as AccountId,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes.split(' ') as Scope[],
    createdBy: row.created_by as MemberId,
    maker: row.maker_role,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}
