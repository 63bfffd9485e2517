import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CalleeRings } from '../../src/domain/rings.ts';
import * as a from '../support/a.ts';

const rungAt = (...seconds: readonly number[]): CalleeRings =>
  CalleeRings.restore(
    a.callee.digits,
    seconds.map((each) => a.after(each)),
  );

describe('CALL-10: the rings of a telephone in an hour', () => {
  test.each([
    { rings: [], limit: 1, now: 0, until: null },
    { rings: [0], limit: 1, now: 0, until: 3600 },
    { rings: [0], limit: 1, now: 3599, until: 3600 },
    { rings: [0], limit: 1, now: 3600, until: null },
    { rings: [0, 10, 20], limit: 3, now: 30, until: 3600 },
    { rings: [0, 10, 20], limit: 2, now: 30, until: 3610 },
    { rings: [0, 10, 20], limit: 3, now: 3605, until: null },
    { rings: [0, 10, 20], limit: 4, now: 30, until: null },
  ])('$rings against $limit at $now: full until $until', ({ rings, limit, now, until }) => {
    expect(rungAt(...rings).fullUntil(limit, a.after(now))).toEqual(until === null ? null : a.after(until));
  });

  test('a ring is taken back once', () => {
    expect(rungAt(0, 0, 10).takeBack(a.after(0))).toEqual(rungAt(0, 10));
    expect(rungAt(10).takeBack(a.after(0))).toEqual(rungAt(10));
  });

  test('whatever the clocks of the processes say, the rings of the last hour are kept in order, and no others', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 1 }), (seconds) => {
        const rings = seconds.reduce((kept, each) => kept.ring(a.after(each)), rungAt());
        const last = seconds.at(-1) ?? 0;
        const times = rings.times.map((each) => (each.getTime() - a.noon.getTime()) / 1000);
        expect(times).toEqual([...times].sort((one, other) => one - other));
        expect(times).toContain(last);
        expect(times.every((each) => each > last - 3600)).toBe(true);
      }),
    );
  });
});
