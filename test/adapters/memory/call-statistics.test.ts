import { MemoryAccounts } from '../../../src/adapters/memory/memory-accounts.ts';
import { MemoryPeople } from '../../../src/adapters/memory/memory-people.ts';
import { MemoryStore } from '../../../src/adapters/memory/memory-store.ts';
import { callStatisticsContract } from '../../contracts/call-statistics.ts';
import { FixedClock } from '../../support/fixed.ts';
import { memoryReads } from '../../support/memory-reads.ts';

callStatisticsContract('Memory', () => {
  const store = new MemoryStore();
  const accounts = new MemoryAccounts(store, new MemoryPeople(), new FixedClock());
  return Promise.resolve({ accounts, reads: memoryReads(store), close: () => Promise.resolve() });
});
