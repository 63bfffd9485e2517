import type { TokenRegister } from '../../application/ports/token-register.ts';
import type { ApiKey } from '../../domain/api-key.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { MemoryStore } from './memory-store.ts';

/* eslint-disable @typescript-eslint/require-await -- the port is asynchronous; memory is not */

export class MemoryTokens implements TokenRegister {
  constructor(private readonly store: MemoryStore) {}

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
}
