import { describe, expect, test } from 'vitest';
import { AcceptedHeaders } from '../../../src/application/pace/accepted-headers.ts';

describe('START-6: whether headers are accepted', () => {
  test('is confirmed at first, and then once a minute: another process may have opened the alarm', () => {
    const headers = new AcceptedHeaders();
    const confirmed = [0, 1, 59_999, 60_000, 119_999, 120_000].map((now, index) => headers.accepted(index, now));
    expect(confirmed).toEqual([true, false, false, true, false, true]);
  });

  test('changes with the first request that is accepted after a refused one', () => {
    const headers = new AcceptedHeaders();
    headers.accepted(1, 0);
    headers.refused(2);
    expect([headers.accepted(3, 1), headers.accepted(4, 2)]).toEqual([true, false]);
  });

  test('does not change by what was sent before the last refused request, whichever answer came first', () => {
    const headers = new AcceptedHeaders();
    headers.refused(5);
    headers.refused(4);
    expect([headers.accepted(4, 0), headers.accepted(6, 0)]).toEqual([false, true]);
  });

  test('is confirmed soon after our own clock was set back', () => {
    const headers = new AcceptedHeaders();
    headers.accepted(1, 360_000);
    expect(headers.accepted(2, 0)).toBe(true);
  });
});
