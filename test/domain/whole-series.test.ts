import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passes } from '../../src/domain/call-filter.ts';
import type { PeriodTally } from '../../src/domain/call-statistics.ts';
import { seriesOf, tally } from '../../src/domain/call-statistics.ts';
import type { AppId } from '../../src/domain/ids.ts';
import { Money } from '../../src/domain/money.ts';
import { periodOf } from '../../src/domain/period.ts';
import { wholeSeries } from '../../src/domain/whole-series.ts';
import * as a from '../support/a.ts';
import { randomCalls, someFilter } from '../support/random-calls.ts';

const apps = [a.appId, 'another' as AppId];
const calls = randomCalls(a.accountId, apps, 120, 5).map(({ call }) => call);
const at = (time: string): Date => new Date(`${time}+08:00`);
const starts = (series: readonly PeriodTally[] | null): readonly string[] | undefined =>
  series?.map(({ start }) => start.toISOString());

describe('STAT-1: a series', () => {
  it('adds up to the totals, part after part without a gap, whatever the filter', () => {
    fc.assert(
      fc.property(someFilter(apps, calls), fc.constantFrom('HOUR', 'DAY', 'MONTH'), (filter, period) => {
        const found = calls.filter((call) => passes(call, filter));
        const series = wholeSeries(seriesOf(found, period), filter, period, 10_000)!;
        const sum = (read: (part: PeriodTally) => bigint): bigint => series.reduce((all, part) => all + read(part), 0n);
        const totals = tally(found);
        expect(sum(({ tally: { calls: count } }) => BigInt(count))).toBe(BigInt(totals.calls));
        expect(sum(({ tally: { ended } }) => BigInt(ended))).toBe(BigInt(totals.ended));
        expect(sum(({ tally: { answered } }) => BigInt(answered))).toBe(BigInt(totals.answered));
        expect(sum(({ tally: { talkSeconds } }) => talkSeconds)).toBe(totals.talkSeconds);
        expect(sum(({ tally: { minutes } }) => minutes)).toBe(totals.minutes);
        expect(sum(({ tally: { cost } }) => cost.fen)).toBe(totals.cost.fen);
        const parts = series.map(({ start }) => periodOf(start, period));
        expect(series.map(({ start }) => start)).toEqual(parts.map(({ start }) => start));
        expect(parts.slice(1).map(({ start }) => start)).toEqual(parts.slice(0, -1).map(({ end }) => end));
      }),
      { numRuns: 60 },
    );
  });

  it('has zeros for what is empty, from the period of `from` to that before `to`', () => {
    const series = wholeSeries([], { from: at('2026-02-27T13:05:00'), to: at('2026-03-02T00:00:00') }, 'DAY', 10);
    expect(starts(series)).toEqual(['02-26', '02-27', '02-28'].map((day) => `2026-${day}T16:00:00.000Z`));
    expect(series?.[0]?.tally).toEqual(tally([]));
    expect(series?.[0]?.tally).toMatchObject({ calls: 0, cost: Money.zero });
  });

  it('has the period in which `to` lies, and none that begins with it', () => {
    const from = at('2026-03-01T00:00:00');
    const until = (to: string): number | undefined => wholeSeries([], { from, to: at(to) }, 'HOUR', 10)?.length;
    expect([until('2026-03-01T02:00:00'), until('2026-03-01T02:00:00.001')]).toEqual([2, 3]);
    expect(until('2026-02-01T00:00:00')).toBe(0);
  });

  it('goes from the first call to the last where nothing bounds it, and is empty without calls', () => {
    const part = (time: string): PeriodTally => ({ start: at(time), tally: tally([]) });
    const parts = [part('2026-01-01T00:00:00'), part('2026-04-01T00:00:00')];
    expect(wholeSeries(parts, {}, 'MONTH', 4)).toHaveLength(4);
    expect(wholeSeries([], {}, 'MONTH', 4)).toEqual([]);
  });

  it('is bounded', () => {
    const from = at('2026-01-01T00:00:00');
    const days = (most: number) => wholeSeries([], { from, to: at('2026-01-11T00:00:00') }, 'DAY', most);
    expect(days(10)).toHaveLength(10);
    expect(days(9)).toBeNull();
    expect(wholeSeries([], { from: new Date(0), to: at('9999-12-31T00:00:00') }, 'HOUR', 1000)).toBeNull();
  });
});
