import { MemoryAccounts } from '../../../src/adapters/memory/memory-accounts.ts';
import { MemoryNoticeMails } from '../../../src/adapters/memory/memory-notice-mails.ts';
import { MemoryPeople } from '../../../src/adapters/memory/memory-people.ts';
import { MemoryStore } from '../../../src/adapters/memory/memory-store.ts';
import { noticeMailsContract } from '../../contracts/notice-mails.ts';
import { FixedClock } from '../../support/fixed.ts';

noticeMailsContract('Memory', () => {
  const [clock, store, people] = [new FixedClock(), new MemoryStore(), new MemoryPeople()];
  const mails = new MemoryNoticeMails(store, people, () => clock.wall());
  const pass = (seconds: number): Promise<void> => {
    clock.advanceWall(seconds);
    return Promise.resolve();
  };
  const accounts = new MemoryAccounts(store, people, clock);
  return Promise.resolve({ accounts, ours: mails, theirs: mails, pass, close: () => Promise.resolve() });
});
