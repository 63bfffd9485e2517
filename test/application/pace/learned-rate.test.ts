import { expect, test } from 'vitest';
import { LearnedRate } from '../../../src/application/pace/learned-rate.ts';

const MINUTE = 60_000;

test('is what was configured until something is refused', () => {
  const rate = new LearnedRate(20);
  expect([rate.at(0), rate.at(MINUTE)]).toEqual([20, 20]);
});

test('loses a fifth to a refusal, once a second', () => {
  const rate = new LearnedRate(20);
  rate.refused(0);
  rate.refused(999);
  expect(rate.at(0)).toBeCloseTo(16);
  rate.refused(1000);
  expect(rate.at(1000)).toBeCloseTo(rateAfter(1000) * 0.8);
});

function rateAfter(milliseconds: number): number {
  const rate = new LearnedRate(20);
  rate.refused(0);
  return rate.at(milliseconds);
}

test('comes back quickly at first, lingers at what was refused, and then goes on to what was configured', () => {
  const rate = new LearnedRate(20);
  for (const second of [0, 1, 2, 3]) rate.refused(second * 1000);
  const since = (minutes: number): number => rate.at(3000 + minutes * MINUTE);
  expect(since(0)).toBeLessThan(9);
  const refused = since(1);
  expect(refused).toBeGreaterThan(since(0));
  expect(since(1.2) - since(0.8)).toBeLessThan(refused * 0.01);
  expect(since(2)).toBeGreaterThan(refused * 1.1);
  expect(since(4)).toBe(20);
});

test('never falls so low that it could not find out anything any more', () => {
  const rate = new LearnedRate(20);
  for (let second = 0; second < 100; second++) rate.refused(second * 1000);
  expect(rate.at(99_000)).toBeCloseTo(0.2);
});
