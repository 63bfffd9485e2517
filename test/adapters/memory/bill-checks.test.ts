import { MemoryAccounts } from '../../../src/adapters/memory/memory-accounts.ts';
import { MemoryBillChecks } from '../../../src/adapters/memory/memory-bill-checks.ts';
import { MemoryPeople } from '../../../src/adapters/memory/memory-people.ts';
import { MemoryStore } from '../../../src/adapters/memory/memory-store.ts';
import { billChecksContract } from '../../contracts/bill-checks.ts';
import { FixedClock } from '../../support/fixed.ts';
import { memoryFeed } from '../../support/memory-reads.ts';

billChecksContract('Memory', () => {
  const [clock, store] = [new FixedClock(), new MemoryStore()];
  const checks = new MemoryBillChecks(store, () => clock.wall());
  return Promise.resolve({
    accounts: new MemoryAccounts(store, new MemoryPeople(), clock),
    events: memoryFeed(store),
    announced: () => Promise.resolve([]),
    ours: checks,
    theirs: checks,
    pass: (seconds) => {
      clock.advanceWall(seconds);
      return Promise.resolve();
    },
    checkOf: ({ id }) => Promise.resolve(checks.check(id)),
    close: () => Promise.resolve(),
  });
});
