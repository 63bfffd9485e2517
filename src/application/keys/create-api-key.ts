import type { ApiKey } from '../../domain/api-key.ts';
import { API_KEY_MARK, newApiKey, prefixOf } from '../../domain/api-key.ts';
import type { ApiKeyId } from '../../domain/ids.ts';
import type { Principal } from '../../domain/principal.ts';
import type { Scope } from '../../domain/role.ts';
import { permit } from '../../domain/role.ts';
import { parseText } from '../../domain/text.ts';
import type { Ports } from '../ports/ports.ts';

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Wall time; null: until it is revoked. */
  readonly expiresAt: Date | null;
}

/**
 * Makes a key for a program of the account. It is told this once. A repeat makes another one: nobody can tell the first
 * again.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, ACCOUNT_CLOSED, SCOPE_NOT_GRANTABLE, EXPIRY_PASSED, API_KEY_LIMIT_REACHED
 */
export function createApiKey({ accounts, random, secrets, clock }: Ports) {
  return async (principal: Principal, input: NewApiKey): Promise<{ apiKey: ApiKey; key: string }> => {
    permit(principal, 'createApiKey');
    const { id: createdBy, role: maker, account } = principal;
    const name = parseText('name', input.name, 100);
    const key = `${API_KEY_MARK}${random.token()}`;
    const told = { prefix: prefixOf(key), digest: secrets.fingerprint(key) };
    const made = { ...input, ...told, name, id: random.id() as ApiKeyId, account, createdBy, maker };
    return await accounts.decide(account, { apiKeys: true }, (facts) => {
      facts.account.requireNotClosed();
      const apiKey = newApiKey(made, facts.apiKeys, clock.wall());
      return { answer: { apiKey, key }, saves: { apiKey } };
    });
  };
}
