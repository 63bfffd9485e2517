import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budgets } from '../../../src/adapters/graphql/operations/budgets.ts';
import { OperationContext } from '../../../src/adapters/graphql/operations/context.ts';
import { CostBucket } from '../../../src/adapters/graphql/operations/cost-bucket.ts';
import type { Application } from '../../../src/application/application.ts';

const limits = fc.record({ maximum: fc.integer({ min: 1, max: 1e9 }), restoreRate: fc.integer({ min: 1, max: 1e9 }) });
const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.double({ min: 0, max: 1.2, noNaN: true })));

describe('A bucket of points', () => {
  it('never holds more than its maximum or less than nothing, and gives back to the thousandth', () => {
    fc.assert(
      fc.property(limits, steps, (given, moves) => {
        const bucket = new CostBucket(given, 0);
        let now = 0;
        // The same in whole thousandths without a bound on their size.
        let model = BigInt(given.maximum) * 1000n;
        for (const [passed, share] of moves) {
          now += passed;
          const full = BigInt(given.maximum) * 1000n;
          model += BigInt(passed) * BigInt(given.restoreRate);
          if (model > full) model = full;
          const points = Math.floor(given.maximum * share);
          const fits = model >= BigInt(points) * 1000n;
          expect(bucket.spend(points, now)).toBe(fits);
          if (fits) model -= BigInt(points) * 1000n;
          expect(bucket.available(now)).toBe(Number(model / 1000n));
          expect(bucket.isFull(now)).toBe(model === full);
          expect(bucket.available(now)).toBeGreaterThanOrEqual(0);
          expect(bucket.available(now)).toBeLessThanOrEqual(given.maximum);
        }
      }),
    );
  });

  it('has what was asked for after the seconds that it tells, and not a second before', () => {
    fc.assert(
      fc.property(limits, fc.double({ min: 0, max: 1, noNaN: true }), (given, share) => {
        const bucket = new CostBucket(given, 0);
        bucket.spend(given.maximum, 0);
        const points = Math.max(1, Math.floor(given.maximum * share));
        const seconds = bucket.secondsUntil(points, 0);
        if (seconds > 1) expect(bucket.spend(points, (seconds - 1) * 1000)).toBe(false);
        expect(bucket.spend(points, seconds * 1000)).toBe(true);
      }),
    );
  });

  it('gives nothing for a clock that goes back', () => {
    const bucket = new CostBucket({ maximum: 10, restoreRate: 1 }, 5000);
    expect(bucket.spend(10, 5000)).toBe(true);
    expect(bucket.available(0)).toBe(0);
  });
});

describe('Budgets', () => {
  const from = (address: string): OperationContext =>
    new OperationContext({} as Application, null, 'request', () => undefined, address);

  it('are each one’s own, and forgotten when they are full again', () => {
    let now = 0;
    const budgets = new Budgets({ maximum: 100, restoreRate: 10 }, () => now);
    for (let index = 0; index < 10_000; index++)
      expect(budgets.spend(from(`${index}`), 60).retryAfterSeconds).toBeNull();
    expect(budgets.spend(from('1'), 60)).toEqual({
      cost: { requested: 60, available: 40, maximum: 100, restoreRate: 10 },
      retryAfterSeconds: 2,
    });
    expect(budgets.size).toBe(10_000);
    now = 5999;
    expect(budgets.size).toBe(10_000);
    now = 6000;
    expect(budgets.size).toBe(0);
  });
});
