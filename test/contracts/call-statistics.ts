import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountRepository } from '../../src/application/ports/account-repository.ts';
import type { AccountReads, Page, Place, Reads } from '../../src/application/ports/reads.ts';
import type { AnyCall } from '../../src/domain/any-call.ts';
import type { CallFilter } from '../../src/domain/call-filter.ts';
import { passes } from '../../src/domain/call-filter.ts';
import type { Grouping } from '../../src/domain/call-statistics.ts';
import { groupsOf, seriesOf, tally } from '../../src/domain/call-statistics.ts';
import type { AccountId, AppId } from '../../src/domain/ids.ts';
import type { Period } from '../../src/domain/period.ts';
import { randomCalls, someFilter } from '../support/random-calls.ts';
import { anApp, newId, openAccount } from './account-harness.ts';

export interface CallStatisticsHarness {
  readonly accounts: AccountRepository;
  readonly reads: Reads;
  close(): Promise<void>;
}

const LONG = process.env['LONG'] !== undefined;
const CALLS = LONG ? 1500 : 110;
const FILTERS = LONG ? 3000 : 40;

const periods: readonly Period[] = ['HOUR', 'DAY', 'MONTH'];
const groupings: readonly Grouping[] = ['APP', 'NUMBER', 'HANG_UP_CAUSE'];

/** STAT-1: one filter for all, and what is counted is what is listed. */
export function callStatisticsContract(adapter: string, makeHarness: () => Promise<CallStatisticsHarness>): void {
  describe(`${adapter}: lists and statistics of calls`, () => {
    let harness: CallStatisticsHarness;
    const account = newId<AccountId>();
    const apps: AppId[] = [];
    let calls: readonly AnyCall[] = [];

    beforeAll(async () => {
      harness = await makeHarness();
      await openAccount(harness.accounts, account, 1000_00);
      // Another account's calls between the same numbers are nobody's here.
      const other = newId<AccountId>();
      await openAccount(harness.accounts, other, 1000_00);
      await save(other, 12, 2);
      calls = await save(account, CALLS, 1, apps);
    }, 300_000);
    afterAll(() => harness.close());

    async function save(of: AccountId, count: number, seed: number, own: AppId[] = []): Promise<readonly AnyCall[]> {
      for (const app of [anApp(of), anApp(of)]) {
        own.push(app.id);
        await harness.accounts.decide(of, {}, () => ({ answer: undefined, saves: { app } }));
      }
      const made = randomCalls(of, own, count, seed);
      const keep = (call: AnyCall): Promise<void> =>
        harness.accounts.decide(of, {}, () => ({ answer: undefined, saves: { call } }));
      for (const { placed, call } of made) {
        // Who takes part in a conference is written when it is new.
        if (placed.kind === 'CONFERENCE') await keep(placed);
        await keep(call);
      }
      return made.map(({ call }) => call);
    }

    async function reading<T>(work: (reads: AccountReads) => Promise<T>): Promise<T> {
      const reads = harness.reads.open(account);
      try {
        return await work(reads);
      } finally {
        await reads.close();
      }
    }

    async function listed(reads: AccountReads, filter: CallFilter): Promise<readonly AnyCall[]> {
      const items: AnyCall[] = [];
      for (let after: Place | null = null; ;) {
        const page: Page<AnyCall> = await reads.callRecords(filter, { first: 37, after });
        items.push(...page.items.map(({ item }) => item));
        if (!page.hasNext) return items;
        after = page.items.at(-1)!;
      }
    }

    it('lists what passes a filter, newest first, and counts exactly that, whatever the filter', async () => {
      let found = 0;
      await fc.assert(
        fc.asyncProperty(someFilter(apps, calls), async (filter) => {
          await reading(async (reads) => {
            const list = await listed(reads, filter);
            const right = calls.filter((call) => passes(call, filter));
            expect(new Set(list.map(({ id }) => id))).toEqual(new Set(right.map(({ id }) => id)));
            const times = list.map(({ order }) => order.placedAt.getTime());
            expect(times).toEqual([...times].sort((one, other) => other - one));
            expect(await reads.callTally(filter)).toEqual(tally(list));
            for (const period of periods)
              expect(await reads.callSeries(filter, period, 10_000)).toEqual(seriesOf(list, period));
            for (const by of groupings) expect(await reads.callGroups(filter, by, 10_000)).toEqual(groupsOf(list, by));
            found += list.length > 0 ? 1 : 0;
          });
        }),
        { numRuns: FILTERS },
      );
      expect(found).toBeGreaterThan(FILTERS / 4);
    });

    it('shows a live board what is under way, and of given calls, what passes', async () => {
      await fc.assert(
        fc.asyncProperty(someFilter(apps, calls), fc.subarray([...calls]), async (filter, some) => {
          await reading(async (reads) => {
            const ids = (of: readonly AnyCall[]): ReadonlySet<string> => new Set(of.map(({ id }) => id));
            const right = calls.filter((call) => passes(call, filter));
            const open = await reads.callsUnderWay(filter, 10_000);
            expect(ids(open)).toEqual(ids(right.filter((call) => !call.hasEnded)));
            const among = await reads.callsAmong([...some.map(({ id }) => id), newId()], filter);
            expect(ids(among)).toEqual(ids(some.filter((call) => passes(call, filter))));
          });
        }),
        { numRuns: FILTERS / 2 },
      );
    });

    it('tells no more than is asked for', async () => {
      await reading(async (reads) => {
        expect(await reads.callSeries({}, 'DAY', 2)).toHaveLength(2);
        expect(await reads.callGroups({}, 'NUMBER', 3)).toEqual(groupsOf(calls, 'NUMBER').slice(0, 3));
        expect(await reads.callsUnderWay({}, 4)).toHaveLength(4);
      });
    });
  });
}
