import { MemoryAccounts } from '../../../src/adapters/memory/memory-accounts.ts';
import { MemoryPeople } from '../../../src/adapters/memory/memory-people.ts';
import { MemoryStore } from '../../../src/adapters/memory/memory-store.ts';
import { changedSinceContract } from '../../contracts/changed-since.ts';
import { FixedClock } from '../../support/fixed.ts';
import { memoryReads } from '../../support/memory-reads.ts';

changedSinceContract('Memory', () => {
  const store = new MemoryStore();
  return Promise.resolve({
    accounts: new MemoryAccounts(store, new MemoryPeople(), new FixedClock()),
    reads: memoryReads(store),
    forget: (account, upTo) => {
      const records = store.accounts.get(account)!;
      const events = records.events.filter(({ sequence }) => sequence > upTo);
      store.accounts.set(account, { ...records, events });
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  });
});
