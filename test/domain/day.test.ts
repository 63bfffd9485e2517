import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shanghaiDay, shanghaiTime } from '../../src/domain/day.ts';

test.each([
  ['2026-03-02T15:59:59.999Z', '2026-03-01T16:00:00.000Z'],
  ['2026-03-02T16:00:00.000Z', '2026-03-02T16:00:00.000Z'],
  ['2026-07-01T04:00:00.000Z', '2026-06-30T16:00:00.000Z'],
])('%s lies in the day of Shanghai that began at %s', (time, start) => {
  const day = shanghaiDay(new Date(time));
  expect(day.start.toISOString()).toBe(start);
  expect(day.end.getTime() - day.start.getTime()).toBe(86_400_000);
});

test('a day holds its time, begins at midnight there, and is the calendar’s', () => {
  const there = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  // From the last change of China's clocks on.
  const time = fc.date({ min: new Date('1992-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(time, (at) => {
      const { start, end } = shanghaiDay(at);
      expect(start <= at && at < end).toBe(true);
      const [date] = there.format(at).split(',');
      expect(there.format(start)).toMatch(new RegExp(`^${String(date)}, 12:00:00\\sa\\.m\\.$`));
    }),
  );
});

test('a time is shown as a clock in Shanghai shows it', () => {
  expect(shanghaiTime(new Date('2026-03-02T15:59:59.999Z'))).toBe('2026-03-02 23:59');
  expect(shanghaiTime(new Date('2026-12-31T16:00:00.000Z'))).toBe('2027-01-01 00:00');
});
