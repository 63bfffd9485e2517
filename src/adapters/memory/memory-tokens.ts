import type { TokenRegister } from '../../application/ports/token-register.ts';
import type { ApiKey } from '../../domain/api-key.ts';
import type { Footing } from '../../domain/footing.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { Principal } from '../../domain/principal.ts';
import type { AccountStatus } from '../../domain/standing.ts';
import type { MemoryOperators } from './memory-operators.ts';
import type { MemoryPeople } from './memory-people.ts';
import type { MemoryStore } from './memory-store.ts';

/* eslint-disable @typescript-eslint/require-await -- the port is asynchronous; memory is not */

export class MemoryTokens implements TokenRegister {
  constructor(
    private readonly store: MemoryStore,
    private readonly people: MemoryPeople,
    private readonly operators: MemoryOperators,
  ) {}

  async invitation(digest: string): Promise<Invitation | null> {
    const all = [...this.store.accounts.values()].flatMap(({ invitations }) => [...invitations.values()]);
    return all.find((invitation) => invitation.digest === digest) ?? null;
  }

  async apiKey(digest: string): Promise<ApiKey | null> {
    const all = [...this.store.accounts.values()].flatMap(({ apiKeys }) => [...apiKeys.values()]);
    return all.find((apiKey) => apiKey.digest === digest) ?? null;
  }

  async used({ account, id }: ApiKey, now: Date): Promise<void> {
    const records = this.store.accounts.get(account);
    const present = records?.apiKeys.get(id);
    if (records === undefined || present === undefined) return;
    if (present.lastUsedAt !== null && now.getTime() - present.lastUsedAt.getTime() < 60_000) return;
    const apiKeys = new Map(records.apiKeys).set(id, { ...present, lastUsedAt: now });
    this.store.accounts.set(account, { ...records, apiKeys });
  }

  async footings(principals: readonly Principal[]): Promise<readonly (Footing | null)[]> {
    return principals.map((principal) => this.#footing(principal));
  }

  #footing(principal: Principal): Footing | null {
    if (principal.kind === 'OPERATOR')
      return this.operators.isSignedIn(principal.login) ? { role: 'OPERATOR', account: null } : null;
    const account = this.#standing(principal.account);
    if (principal.kind === 'MEMBER') {
      const role = this.people.signedInRole(principal.login);
      return role === null ? null : { role, account };
    }
    const key = this.store.accounts.get(principal.account)?.apiKeys.get(principal.id);
    return key?.revokedAt === null ? { role: 'API_KEY', account } : null;
  }

  #standing(account: AccountId): AccountStatus | null {
    return this.store.accounts.get(account)?.account.standing.status ?? null;
  }
}
