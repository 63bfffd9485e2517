import type { AccountRecords, MemoryStore, StoredEvent } from '../../src/adapters/memory/memory-store.ts';
import type { OperatorReadsSource } from '../../src/application/ports/operator-reads.ts';
import type { EventFeed } from '../../src/application/ports/event-feed.ts';
import type { AccountReads, Changed, Page, PageRequest, Reads } from '../../src/application/ports/reads.ts';
import type { KeptEvents } from '../../src/domain/kept-events.ts';
import { tellsSince } from '../../src/domain/kept-events.ts';
import type { AnyCall } from '../../src/domain/any-call.ts';
import type { CallFilter } from '../../src/domain/call-filter.ts';
import { passes } from '../../src/domain/call-filter.ts';
import { groupsOf, seriesOf, tally } from '../../src/domain/call-statistics.ts';

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
        callsUnderWay: (filter, most) => {
          const open = [...records().calls.values()].filter((call) => !call.hasEnded && passes(call, filter));
          return Promise.resolve(open.reverse().slice(0, most));
        },
        callsAmong: (ids, filter) =>
          Promise.resolve(ids.flatMap((id) => records().calls.get(id) ?? []).filter((call) => passes(call, filter))),
        callRecords: (filter, page) => Promise.resolve(pageOf(passing(records(), filter), page)),
        callTally: (filter) => Promise.resolve(tally(passing(records(), filter))),
        callSeries: (filter, period, most) =>
          Promise.resolve(seriesOf(passing(records(), filter), period).slice(0, most)),
        callGroups: (filter, by, most) => Promise.resolve(groupsOf(passing(records(), filter), by).slice(0, most)),
        calls: absent,
        members: absent,
        invitations: absent,
        apiKeys: absent,
        conferences: absent,
        topUps: absent,
        ledger: absent,
        bill: absent,
        bills: absent,
        billLines: absent,
        billDifferences: absent,
        billSums: absent,
        accountedSince: absent,
        displayNumbers: absent,
        webhooks: { webhook: absent, deliveries: absent, attempts: absent },
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

/** Newest first. */
function passing({ calls }: AccountRecords, filter: CallFilter): readonly AnyCall[] {
  const newestFirst = (one: AnyCall, other: AnyCall): number =>
    Number(other.order.placedAt) - Number(one.order.placedAt) || (one.id < other.id ? 1 : -1);
  return [...calls.values()].filter((call) => passes(call, filter)).sort(newestFirst);
}

function pageOf(calls: readonly AnyCall[], { first, after }: PageRequest): Page<AnyCall> {
  const begin = after === null ? 0 : calls.findIndex(({ id }) => id === after.id) + 1;
  const items = calls.slice(begin, begin + first).map((item) => ({ at: item.order.placedAt, id: item.id, item }));
  return { items, hasNext: calls.length > begin + first };
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
