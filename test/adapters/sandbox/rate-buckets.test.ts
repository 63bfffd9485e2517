import { expect, test } from 'vitest';
import { RateBuckets } from '../../../src/adapters/sandbox/wire/rate-buckets.ts';

const granted = (buckets: RateBuckets, key: string, at: number, tries: number): number =>
  Array.from({ length: tries }, () => buckets.take(key, at)).filter(Boolean).length;

test('a bucket grants its burst at once, then refills at its rate, up to the burst', () => {
  const buckets = new RateBuckets(20, 5);
  expect(granted(buckets, 'a', 1000, 10)).toBe(5);
  expect(granted(buckets, 'a', 1100, 10)).toBe(2);
  expect(granted(buckets, 'a', 1_000_000, 10)).toBe(5);
});

test('refusals cost nothing: asking far too often still gets the whole rate', () => {
  const buckets = new RateBuckets(20, 1);
  let count = 0;
  for (let at = 0; at < 10_000; at += 5) count += granted(buckets, 'a', at, 1);
  expect(count).toBe(200);
});

test('each key has a bucket of its own', () => {
  const buckets = new RateBuckets(20, 5);
  expect(granted(buckets, 'a', 0, 10)).toBe(5);
  expect(granted(buckets, 'b', 0, 10)).toBe(5);
});
