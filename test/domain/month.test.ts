import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthName, monthNamed, shanghaiMonth } from '../../src/domain/month.ts';
import { accounted, booksFrom, closeDueMonths, dueUntil, monthToBill } from '../../src/domain/books.ts';

/** The 240 edges of twenty years, as a calendar that is not ours writes them. */
const edges = Array.from({ length: 240 }, (_, index) => {
  const name = `${2020 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  return { name, at: Date.parse(`${name}-01T00:00:00+08:00`) };
});

/** Two hours around each edge, second by second, and a second around it, millisecond by millisecond. */
const seconds = process.env['LONG'] === undefined ? 60 : 1;
const steps = [
  ...Array.from({ length: 14_400 / seconds + 1 }, (_, index) => -7_200_000 + index * 1000 * seconds),
  ...Array.from({ length: 2001 }, (_, index) => index - 1000),
];

test('MONEY-6: no time within two hours of 240 month edges is in a wrong month', () => {
  let wrong = 0;
  let wrongInUtc = 0;
  edges.slice(1).forEach(({ name, at }, index) => {
    for (const step of steps) {
      const expected = step < 0 ? edges[index]!.name : name;
      const time = new Date(at + step);
      const { start, end } = shanghaiMonth(time);
      if (monthName({ start, end }) !== expected || time < start || time >= end) wrong += 1;
      if (time.toISOString().slice(0, 7) !== expected) wrongInUtc += 1;
    }
  });
  expect(wrong).toBe(0);
  // What the figures are worth: by UTC, half of them would be wrong.
  expect(wrongInUtc).toBeGreaterThan(edges.length * 1000);
});

test('a month is named by its year and number, and nothing else is a name', () => {
  fc.assert(
    fc.property(fc.constantFrom(...edges), ({ name, at }) => {
      const month = monthNamed(name)!;
      expect(month.start.getTime()).toBe(at);
      expect(monthName(month)).toBe(name);
      expect(shanghaiMonth(new Date(month.end.getTime() - 1))).toEqual(month);
    }),
  );
  for (const name of ['2026-13', '2026-00', '2026-1', '26-01', '2026-01-01', '', '１９９９-01', '1999-12'])
    expect(monthNamed(name)).toBeNull();
});

test.each([
  ['2026-03-01T16:29:59.999Z', '2026-01-31T16:00:00.000Z'],
  ['2026-03-01T16:30:00.000Z', '2026-02-28T16:00:00.000Z'],
  ['2026-03-31T20:00:00.000Z', '2026-02-28T16:00:00.000Z'],
])('BILL-1: at %s months before %s are due', (now, until) => {
  expect(dueUntil(new Date(now)).toISOString()).toBe(until);
});

test('BILL-1: a call is charged in the month of its end until that is closed, and adjusts it from then on', () => {
  const opened = booksFrom(new Date('2026-02-10T00:00:00.000Z'));
  const end = new Date('2026-02-28T15:59:59.999Z');
  const before = new Date('2026-03-01T16:29:59.999Z');
  const due = new Date('2026-03-01T16:30:00.000Z');
  expect(closeDueMonths(opened, before)).toBe(opened);
  expect(accounted(opened, end, before)).toEqual({ at: end, adjusts: null });
  const closed = closeDueMonths(opened, due);
  expect(accounted(closed, end, due)).toEqual({ at: due, adjusts: new Date('2026-01-31T16:00:00.000Z') });
  expect(monthName(monthToBill(closed)!)).toBe('2026-02');
  expect(monthToBill(opened)).toBeNull();
});
