import { describe, expect, test } from 'vitest';
import type { ApiKey } from '../../src/domain/api-key.ts';
import { isLive, newApiKey, prefixOf, revokedKey } from '../../src/domain/api-key.ts';
import type { ApiKeyId, MemberId } from '../../src/domain/ids.ts';
import * as a from '../support/a.ts';

type Made = Parameters<typeof newApiKey>[0];

function made(given: Partial<Made> = {}): Made {
  return {
    id: 'key' as ApiKeyId,
    account: a.accountId,
    name: '呼叫中心',
    prefix: 'zx_12345678',
    digest: 'digest',
    scopes: ['CALLS_READ'],
    createdBy: 'member' as MemberId,
    maker: 'DEVELOPER',
    expiresAt: null,
    ...given,
  };
}

describe('an API key', () => {
  test('holds each of its scopes once, and shows how it begins', () => {
    const key = newApiKey(made({ scopes: ['CALLS_WRITE', 'CALLS_READ', 'CALLS_WRITE'] }), [], a.noon);
    expect(key).toMatchObject({ scopes: ['CALLS_READ', 'CALLS_WRITE'], createdAt: a.noon, lastUsedAt: null });
    expect(prefixOf('zx_123456789abcdef')).toBe('zx_12345678');
  });

  test('is given nothing that the role of its maker may not do', () => {
    const scopes = ['CALLS_READ', 'MONEY_READ'] as const;
    const refusal = { code: 'SCOPE_NOT_GRANTABLE', scope: 'MONEY_READ', role: 'DEVELOPER' };
    expect(a.rejection(() => newApiKey(made({ scopes }), [], a.noon))).toEqual(refusal);
    expect(newApiKey(made({ scopes, maker: 'OWNER' }), [], a.noon).scopes).toEqual(scopes);
  });

  test('works until it expires, to the millisecond, or is revoked', () => {
    const key = newApiKey(made({ expiresAt: a.after(1) }), [], a.noon);
    expect([isLive(key, a.after(0.999)), isLive(key, a.after(1))]).toEqual([true, false]);
    expect(a.rejection(() => newApiKey(made({ expiresAt: a.noon }), [], a.noon))).toEqual({ code: 'EXPIRY_PASSED' });
    const lasting = newApiKey(made(), [], a.noon);
    expect(isLive(lasting, a.after(1e9))).toBe(true);
    const revoked = revokedKey([lasting], lasting.id, a.after(1));
    expect([revoked.revokedAt, isLive(revoked, a.after(1))]).toEqual([a.after(1), false]);
    const missing = { code: 'NOT_FOUND', what: 'API_KEY' };
    expect(a.rejection(() => revokedKey([], lasting.id, a.noon))).toEqual(missing);
  });

  test('is one of at most fifty of an account', () => {
    const key = newApiKey(made(), [], a.noon);
    const others = (count: number): readonly ApiKey[] => Array.from({ length: count }, () => key);
    expect(newApiKey(made(), others(49), a.noon).name).toBe('呼叫中心');
    const reached = { code: 'API_KEY_LIMIT_REACHED', maximum: 50 };
    expect(a.rejection(() => newApiKey(made(), others(50), a.noon))).toEqual(reached);
  });
});
