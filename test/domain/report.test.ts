import { describe, expect, test } from 'vitest';
import type { HangUpCause } from '../../src/domain/report.ts';
import { conversationStart, endOf, endedBy, isPlausible, outcomeOf } from '../../src/domain/report.ts';
import * as a from '../support/a.ts';

describe('PRICE-3: only a conversation completes a call', () => {
  test.each<[number, readonly HangUpCause[], string]>([
    [1, ['NORMAL', 'NORMAL'], 'COMPLETED'],
    [1, ['BUSY', 'DECLINED'], 'COMPLETED'],
    [0, ['NORMAL', 'DECLINED'], 'DECLINED'],
    [0, ['BUSY', 'DECLINED'], 'DECLINED'],
    [0, ['NORMAL', 'BUSY'], 'BUSY'],
    [0, ['NO_ANSWER', 'BUSY'], 'BUSY'],
    [0, ['NORMAL', 'NO_ANSWER'], 'NO_ANSWER'],
    [0, ['NORMAL', 'NORMAL'], 'FAILED'],
    [0, ['CANCELED', 'OTHER'], 'FAILED'],
    [0, ['LIMIT'], 'FAILED'],
    [0, [], 'FAILED'],
  ])('%i s and %j: %s', (talkSeconds, causes, outcome) => {
    expect(outcomeOf(a.report({ talkSeconds, legs: causes.map((cause) => a.leg(cause)) }))).toBe(outcome);
  });
});

describe('CALL-11: who ended the call', () => {
  const [early, late] = [a.after(10), a.after(11)];
  test.each([
    { name: 'the leg that ended first', legs: [a.leg('NORMAL', early), a.leg('NORMAL', late)], by: 'CALLER' },
    { name: 'or the other', legs: [a.leg('NORMAL', late), a.leg('NORMAL', early)], by: 'CALLEE' },
    { name: 'both at once', legs: [a.leg('NORMAL', late), a.leg('NORMAL', late)], by: 'UNKNOWN' },
    { name: 'one end unknown', legs: [a.leg('NORMAL', early), a.leg('NORMAL')], by: 'UNKNOWN' },
    { name: 'the other end unknown', legs: [a.leg('NORMAL'), a.leg('NORMAL', late)], by: 'UNKNOWN' },
    { name: 'one leg', legs: [a.leg('NORMAL', early)], by: 'UNKNOWN' },
    { name: 'no legs', legs: [], by: 'UNKNOWN' },
    { name: 'the caller declined', legs: [a.leg('DECLINED', late), a.leg('NORMAL', early)], by: 'CALLER' },
    { name: 'the callee declined', legs: [a.leg('NORMAL', early), a.leg('DECLINED', late)], by: 'CALLEE' },
    { name: 'nobody answered', legs: [a.leg('NORMAL', early), a.leg('NO_ANSWER', late)], by: 'PROVIDER' },
    { name: 'busy', legs: [a.leg('NORMAL', early), a.leg('BUSY', late)], by: 'PROVIDER' },
    { name: 'the limit', legs: [a.leg('NORMAL', early), a.leg('LIMIT', late)], by: 'LIMIT' },
    {
      name: 'the limit, by the clock',
      legs: [a.leg('NORMAL', early), a.leg('NORMAL', late)],
      seconds: 300,
      by: 'LIMIT',
    },
    { name: 'just below', legs: [a.leg('NORMAL', early), a.leg('NORMAL', late)], seconds: 299, by: 'CALLER' },
  ])('$name: $by', ({ legs, seconds = 5, by }) => {
    expect(endedBy(a.report({ legs, talkSeconds: seconds }), 300)).toBe(by);
  });
});

describe('CALL-9: the conversation began at the last end less its duration', () => {
  test('as far as the report tells', () => {
    expect(endOf(a.report())).toEqual(a.after(91));
    expect(conversationStart(a.report())).toEqual(a.after(30));
    expect(conversationStart(a.report({ talkSeconds: 0 }))).toBeNull();
    expect(conversationStart(a.report({ legs: [] }))).toBeNull();
    expect(endOf(a.report({ legs: [a.leg('NORMAL')] }))).toBeNull();
  });
});

test.each([
  [0, true],
  [86_400, true],
  [86_401, false],
  [-1, false],
  [0.5, false],
  [NaN, false],
  [Infinity, false],
  [1e308, false],
])('a duration of %s s can be true: %s', (talkSeconds, plausible) => {
  expect(isPlausible(a.report({ talkSeconds }))).toBe(plausible);
});

describe('CALLBACK-1: an end before its start cannot be true', () => {
  // The call of the report ended at 91 s.
  test.each([
    ['at its end', a.after(91), true],
    ['a minute after it, by two clocks', a.after(151), true],
    ['later', a.after(151.001), false],
    ['long before it', a.noon, true],
    ['nobody knows when', null, true],
  ])('begun %s', (_name, startedAt, plausible) => {
    expect(isPlausible(a.report({ startedAt }))).toBe(plausible);
  });

  test('but a report without an end tells no contradiction', () => {
    expect(isPlausible(a.report({ startedAt: a.after(9999), legs: [a.leg('NO_ANSWER')] }))).toBe(true);
  });
});
