import type { MemoryStore } from '../../src/adapters/memory/memory-store.ts';
import type { OperatorReadsSource } from '../../src/application/ports/operator-reads.ts';
import type { EventFeed } from '../../src/application/ports/event-feed.ts';
import type { AccountReads, Reads } from '../../src/application/ports/reads.ts';

/** What watching needs of the reads. Lists are read, and tested, on PostgreSQL alone. */
export function memoryReads(store: MemoryStore): Reads {
  return {
    open: (account) => {
      const records = () => store.accounts.get(account)!;
      const absent = (): Promise<never> => Promise.reject(new Error('Lists are read on PostgreSQL alone.'));
      const reads: AccountReads = {
        account: () => Promise.resolve(records().account),
        app: (id) => Promise.resolve(records().apps.get(id) ?? null),
        apps: () => Promise.resolve([...records().apps.values()]),
        call: (id) => Promise.resolve(records().calls.get(id) ?? null),
        cursor: (subject) => {
          const { events } = records();
          const own = events.findLast((event) => event.subject === subject)?.sequence ?? 0;
          return Promise.resolve({ head: BigInt(events.length), subject: BigInt(own) });
        },
        calls: absent,
        members: absent,
        invitations: absent,
        apiKeys: absent,
        conferences: absent,
        topUps: absent,
        ledger: absent,
        displayNumbers: absent,
        close: () => Promise.resolve(),
      };
      return reads;
    },
  };
}

export function memoryFeed(store: MemoryStore): EventFeed {
  return {
    watch: (account, wake) => {
      const watchers = store.watchers.get(account) ?? new Set();
      store.watchers.set(account, watchers.add(wake));
      return {
        stop: () => {
          watchers.delete(wake);
        },
      };
    },
  };
}

export const noOperatorReads: OperatorReadsSource = {
  open: () => {
    throw new Error('Lists are read on PostgreSQL alone.');
  },
};
