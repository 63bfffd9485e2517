import type { ApiKey } from '../../domain/api-key.ts';
import { revokedKey } from '../../domain/api-key.ts';
import type { ApiKeyId } from '../../domain/ids.ts';
import type { Principal } from '../../domain/principal.ts';
import { permit } from '../../domain/role.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Takes a key back: it stops working at once, also for what is being watched with it.
 *
 * @throws DomainError NOT_ALLOWED, NOT_FOUND
 */
export function revokeApiKey({ accounts, clock }: Ports) {
  return async (principal: Principal, input: { apiKey: ApiKeyId }): Promise<ApiKey> => {
    permit(principal, 'revokeApiKey');
    return await accounts.decide(principal.account, { apiKeys: true }, ({ apiKeys }) => {
      const revoked = revokedKey(apiKeys, input.apiKey, clock.wall());
      return { answer: revoked, saves: { apiKey: revoked } };
    });
  };
}
