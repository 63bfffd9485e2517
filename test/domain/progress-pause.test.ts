import fc from 'fast-check';
import { expect, test } from 'vitest';
import { progressPause } from '../../src/domain/progress-pause.ts';
import * as a from '../support/a.ts';

const base = fc.integer({ min: 1, max: 60 });
const seconds = fc.integer({ min: -60, max: 100_000 });
const silences = fc.nat({ max: 10_000 });
const call = fc.constantFrom(
  a.openCall({ status: 'PLACING', session: null }),
  a.openCall(),
  a.openCall({ status: 'CALLER_RINGING' }),
  a.openCall({ status: 'CALLEE_RINGING' }),
  a.openCall({ status: 'IN_PROGRESS', answeredAt: a.noon }),
  a.unconfirmedCall(),
);

const ringing = a.openCall({ status: 'CALLEE_RINGING' });
const talking = a.openCall({ status: 'IN_PROGRESS', answeredAt: a.noon });

test.each([
  ['while a telephone rings', ringing, 0, 60, 1],
  ['where it rings for longer than any telephone does', ringing, 0, 61, 6.1],
  ['at the start of a conversation', talking, 0, 0, 3],
  ['after 100 seconds of it', talking, 0, 100, 10],
  ['after an hour of it', talking, 0, 3600, 30],
  ['after a silence', ringing, 1, 0, 2],
  ['after three', ringing, 3, 0, 8],
  ['after many', ringing, 5000, 0, 30],
])('LIVE-3: the pause %s', (_, known, silent, after, pause) => {
  expect(progressPause({ call: known, silences: silent }, 1, a.after(after))).toBeCloseTo(pause);
});

test('LIVE-3: the pause is never shorter than configured, nor longer than half a minute where that is more', () => {
  fc.assert(
    fc.property(call, silences, base, seconds, (known, silent, shortest, after) => {
      const pause = progressPause({ call: known, silences: silent }, shortest, a.after(after));
      expect(pause).toBeGreaterThanOrEqual(shortest);
      expect(pause).toBeLessThanOrEqual(Math.max(shortest, 30));
    }),
  );
});

test('LIVE-3: the pause gets no shorter while nothing changes, nor by another silence', () => {
  fc.assert(
    fc.property(call, silences, base, seconds, fc.nat({ max: 10_000 }), (known, silent, shortest, after, more) => {
      const pause = (count: number, now: number): number =>
        progressPause({ call: known, silences: count }, shortest, a.after(now));
      expect(pause(silent, after + more)).toBeGreaterThanOrEqual(pause(silent, after));
      expect(pause(silent + more, after)).toBeGreaterThanOrEqual(pause(silent, after));
    }),
  );
});
