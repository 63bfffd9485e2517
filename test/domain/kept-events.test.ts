import { expect, it } from 'vitest';
import { tellsSince } from '../../src/domain/kept-events.ts';

const kept = { oldest: 5n, head: 9n };

it.each([
  ['of the newest', 9n, true],
  ['of one in between', 6n, true],
  ['just before the oldest', 4n, true],
  ['older than that: what followed is thrown away', 3n, false],
  ['newer than the newest: of another account, or another database', 10n, false],
])('LIVE-1: who comes with the number %s', (_, after, tells) => {
  expect(tellsSince(kept, after, 10)).toBe(tells);
});

it('LIVE-1: an account of which nothing was told yet has changed nothing since 0', () => {
  const none = { oldest: null, head: 0n };
  expect(tellsSince(none, 0n, 10)).toBe(true);
  expect(tellsSince(none, -1n, 10)).toBe(false);
  expect(tellsSince(none, 1n, 10)).toBe(false);
});

it('LIVE-1: events that are far more than the subjects that may be told are not read', () => {
  const many = { oldest: 1n, head: 1000n };
  expect(tellsSince(many, 800n, 10)).toBe(true);
  expect(tellsSince(many, 799n, 10)).toBe(false);
});
