import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TryLimit } from '../../src/domain/tries.ts';
import { beginTry, Tries, TRY_MEMORY_MS } from '../../src/domain/tries.ts';
import * as a from '../support/a.ts';

const three: TryLimit = { most: 3, seconds: 60 };
const at = (...seconds: number[]): Tries => Tries.restore(seconds.map((second) => a.after(second)));

describe('ROLE-2: tries under one name', () => {
  test.each([
    ['none', at(), 0, null],
    ['fewer than the limit', at(0, 1), 2, null],
    ['as many as the limit', at(0, 1, 2), 2, 60],
    ['until the oldest of them is over', at(0, 1, 2), 59.999, 60],
    ['and not when it is', at(0, 1, 2), 60, null],
    ['more than the limit', at(0, 1, 2, 3), 3, 61],
    ['tries of long ago', at(-7000, -60, 0, 1), 2, null],
  ])('%s', (_name, tries, now, until) => {
    expect(tries.fullUntil(three, a.after(now))).toEqual(until === null ? null : a.after(until));
  });

  test('come in order whatever clock they were read from, and are forgotten after an hour', () => {
    const long = TRY_MEMORY_MS / 1000;
    expect(at(5).add(a.noon).times).toEqual([a.noon, a.after(5)]);
    expect(at(-long, 0.001 - long).add(a.noon).times).toEqual([a.after(0.001 - long), a.noon]);
  });

  test('one that was none is taken back, once', () => {
    expect(at(0, 1, 1, 2).takeBack(a.after(1)).times).toEqual(at(0, 1, 2).times);
    expect(at(0).takeBack(a.after(1)).times).toEqual(at(0).times);
  });

  test('never are more than the limit within its time, however they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 }), (pauses) => {
        let [tries, now] = [Tries.none, 0];
        const begun: number[] = [];
        for (const pause of pauses) {
          now += pause;
          try {
            [tries = tries] = beginTry([{ tries, limit: three }], a.after(now));
            begun.push(now);
          } catch (error) {
            const { retryAt } = error as { retryAt: Date };
            expect(tries.fullUntil(three, retryAt)).toBeNull();
            expect(tries.fullUntil(three, new Date(retryAt.getTime() - 1))).not.toBeNull();
          }
        }
        const crowds = begun.map((time) => begun.filter((other) => other > time - 60 && other <= time).length);
        expect(Math.max(0, ...crowds)).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe('A try under several limits', () => {
  const strict: TryLimit = { most: 1, seconds: 900 };

  test('counts under each', () => {
    const counts = [
      { tries: at(0), limit: three },
      { tries: Tries.none, limit: strict },
    ];
    expect(beginTry(counts, a.after(1)).map(({ times }) => times.length)).toEqual([2, 1]);
  });

  test('is refused by any of them, until all have room', () => {
    const full = { tries: at(0, 1, 2), limit: three };
    const fuller = { tries: at(5), limit: strict };
    const refusal = (counts: Parameters<typeof beginTry>[0]): unknown =>
      a.rejection(() => beginTry(counts, a.after(6)));
    expect(refusal([full, { tries: Tries.none, limit: strict }])).toEqual({
      code: 'TOO_MANY_TRIES',
      retryAt: a.after(60),
    });
    expect(refusal([full, fuller])).toEqual({ code: 'TOO_MANY_TRIES', retryAt: a.after(905) });
  });

  test('of none is allowed', () => {
    expect(beginTry([], a.noon)).toEqual([]);
  });
});
