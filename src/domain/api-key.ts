import { DomainError } from './errors.ts';
import type { AccountId, ApiKeyId, MemberId } from './ids.ts';
import type { Role, Scope } from './role.ts';
import { grants } from './role.ts';

/** By which a key is known for one, to us and to who finds it in a place where it must not be. */
export const API_KEY_MARK = 'zx_';
const PREFIX_LENGTH = API_KEY_MARK.length + 8;
/** All of an account are listed. */
const MOST_KEYS = 50;

/** ROLE-2: by which a program acts for an account, within its scopes. All times are wall times. */
export interface ApiKey {
  readonly id: ApiKeyId;
  readonly account: AccountId;
  readonly name: string;
  /** How the key begins, for people to tell it by. */
  readonly prefix: string;
  /** Of the whole key, which is kept nowhere. */
  readonly digest: string;
  readonly scopes: readonly Scope[];
  readonly createdBy: MemberId;
  /** The maker's role when it was made: the key can do no more, whatever becomes of its maker. */
  readonly maker: Role;
  readonly createdAt: Date;
  /** Null: it lasts until it is revoked. */
  readonly expiresAt: Date | null;
  /** To the minute; null while it was never used. */
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

type Made = Pick<ApiKey, 'id' | 'account' | 'name' | 'digest' | 'scopes' | 'createdBy' | 'maker' | 'expiresAt'>;

export function prefixOf(key: string): string {
  return key.slice(0, PREFIX_LENGTH);
}

/**
 * A key beside the account's `others`, those that are not revoked.
 *
 * @throws DomainError SCOPE_NOT_GRANTABLE: nobody gives a key what its own role may not; EXPIRY_PASSED,
 * API_KEY_LIMIT_REACHED
 */
export function newApiKey(made: Made & Pick<ApiKey, 'prefix'>, others: readonly ApiKey[], now: Date): ApiKey {
  const scopes = [...new Set(made.scopes)].sort();
  const beyond = scopes.find((scope) => !grants(scope, made.maker));
  if (beyond !== undefined) throw new DomainError({ code: 'SCOPE_NOT_GRANTABLE', scope: beyond, role: made.maker });
  if (made.expiresAt !== null && made.expiresAt <= now) throw new DomainError({ code: 'EXPIRY_PASSED' });
  if (others.length >= MOST_KEYS) throw new DomainError({ code: 'API_KEY_LIMIT_REACHED', maximum: MOST_KEYS });
  return { ...made, scopes, createdAt: now, lastUsedAt: null, revokedAt: null };
}

/** The key as it is remembered: it works no more. @throws DomainError NOT_FOUND */
export function revokedKey(keys: readonly ApiKey[], id: ApiKeyId, now: Date): ApiKey {
  const found = keys.find((key) => key.id === id);
  if (found === undefined) throw new DomainError({ code: 'NOT_FOUND', what: 'API_KEY' });
  return { ...found, revokedAt: now };
}

/** Whether it is accepted: neither revoked nor expired. */
export function isLive({ revokedAt, expiresAt }: ApiKey, now: Date): boolean {
  return revokedAt === null && (expiresAt === null || now < expiresAt);
}
