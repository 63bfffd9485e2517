import type { MemoryStore, StoredEvent } from '../../src/adapters/memory/memory-store.ts';
import type { OperatorReadsSource } from '../../src/application/ports/operator-reads.ts';
import type { EventFeed } from '../../src/application/ports/event-feed.ts';
import type { AccountReads, Changed, Reads } from '../../src/application/ports/reads.ts';
import type { KeptEvents } from '../../src/domain/kept-events.ts';
import { tellsSince } from '../../src/domain/kept-events.ts';
import type { AnyCall } from '../../src/domain/any-call.ts';
import type { AppId } from '../../src/domain/ids.ts';

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
          return Promise.resolve({ head: keptEvents(events).head, subject: BigInt(own) });
        },
        changedSince: (after, most) => Promise.resolve(changedSince(records().events, after, most)),
        callsUnderWay: ({ app }, most) => {
          const open = [...records().calls.values()].filter((call) => !call.hasEnded && isOf(call, app));
          return Promise.resolve(open.reverse().slice(0, most));
        },
        callsAmong: (ids, { app }) =>
          Promise.resolve(ids.flatMap((id) => records().calls.get(id) ?? []).filter((call) => isOf(call, app))),
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

function keptEvents(events: readonly StoredEvent[]): KeptEvents {
  const [oldest] = events;
  return { oldest: oldest === undefined ? null : BigInt(oldest.sequence), head: BigInt(events.at(-1)?.sequence ?? 0) };
}

function changedSince(events: readonly StoredEvent[], after: bigint, most: number): readonly Changed[] | null {
  if (!tellsSince(keptEvents(events), after, most)) return null;
  const newest = new Map<string, Changed>();
  for (const { kind, subject, sequence } of events.filter((event) => event.sequence > after)) {
    newest.delete(subject);
    newest.set(subject, { kind, id: subject, sequence: BigInt(sequence) });
  }
  return newest.size > most ? null : [...newest.values()];
}

/** Of all filters, the one that watching is tested with. */
function isOf(call: AnyCall, app: AppId | undefined): boolean {
  return app === undefined || call.order.app === app;
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
