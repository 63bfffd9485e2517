import { expect, test } from 'vitest';
import { retryAfter } from '../../src/domain/notice-retry.ts';

test('NOTICE-3: a minute, then twice as long each time, up to six hours, and after 32 hours no more', () => {
  const pauses = Array.from({ length: 20 }, (_, index) => retryAfter(index + 1));
  expect(pauses.slice(0, 4)).toEqual([60, 120, 240, 480]);
  expect(pauses.slice(8, 14)).toEqual([15_360, 21_600, 21_600, 21_600, 21_600, null]);
  const hours = pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0) / 3600;
  expect(Math.floor(hours)).toBe(32);
});
