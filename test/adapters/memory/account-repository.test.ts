import { MemoryAccounts } from '../../../src/adapters/memory/memory-accounts.ts';
import { MemoryPeople } from '../../../src/adapters/memory/memory-people.ts';
import { MemoryStore } from '../../../src/adapters/memory/memory-store.ts';
import { accountRepositoryContract } from '../../contracts/account-repository.ts';
import { FixedClock } from '../../support/fixed.ts';
import { memoryFeed } from '../../support/memory-reads.ts';

accountRepositoryContract('Memory', () => {
  const store = new MemoryStore();
  const people = new MemoryPeople();
  return Promise.resolve({
    accounts: new MemoryAccounts(store, people, new FixedClock()),
    at: (now) => new MemoryAccounts(store, people, new FixedClock(now.toISOString())),
    events: memoryFeed(store),
    announced: (account) => Promise.resolve(store.accounts.get(account)?.events ?? []),
    close: () => Promise.resolve(),
  });
});
