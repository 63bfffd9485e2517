import { MemoryAccounts } from '../../../src/adapters/memory/memory-accounts.ts';
import { MemoryPeople } from '../../../src/adapters/memory/memory-people.ts';
import { MemoryStore } from '../../../src/adapters/memory/memory-store.ts';
import { MemoryWebhookQueue } from '../../../src/adapters/memory/memory-webhook-queue.ts';
import { webhooksContract } from '../../contracts/webhooks.ts';
import { FixedClock } from '../../support/fixed.ts';

webhooksContract('Memory', () => {
  const store = new MemoryStore();
  const clock = new FixedClock();
  const queue = new MemoryWebhookQueue(store, () => clock.wall());
  return Promise.resolve({
    accounts: new MemoryAccounts(store, new MemoryPeople(), clock),
    ours: queue,
    theirs: queue,
    close: () => Promise.resolve(),
  });
});
