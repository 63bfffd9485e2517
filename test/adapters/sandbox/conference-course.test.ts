import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startScript } from '../../../src/adapters/sandbox/call/start-script.ts';
import {
  partiesOf,
  type PartyTimeline,
  type Timeline,
  timelineOf,
  withTalk,
} from '../../../src/adapters/sandbox/call/timeline.ts';
import { defaultSettings } from '../../../src/adapters/sandbox/settings.ts';

const settings = defaultSettings;
const startedAt = new Date(0);
const seconds = (at: Date | null): number | null => (at === null ? null : at.getTime() / 1000);

function timelineTo(callees: readonly [string, ...string[]], maxDur = 7200): Timeline {
  return timelineOf({ startedAt, maxDur, callees: startScript(callees, settings).callees });
}

/** When it answered and ended, how, and how long it talked. */
const outcome = ({ answeredAt, endedAt, hangCause, talkSeconds }: PartyTimeline): unknown[] => [
  seconds(answeredAt),
  seconds(endedAt),
  hangCause,
  talkSeconds,
];
const outcomes = (timeline: Timeline): unknown[] => [
  [seconds(timeline.beganAt), timeline.talkSeconds, seconds(timeline.endedAt)],
  ...partiesOf(timeline).map(outcome),
];

test('all callees ring at once when the caller has answered', () => {
  const { caller, callees } = timelineTo(['13800000061', '13800020002', '13800020001']);
  expect([caller, ...callees].map(({ rangAt }) => seconds(rangAt))).toEqual([1, 5, 5, 5]);
});

test.each<[string, [string, ...string[]], unknown[]]>([
  [
    'the last callee hangs up',
    ['13800000061', '13800000020', '13800020002', '13800020001'],
    [
      [9, 61, 71],
      [5, 71, 'NORMAL_CLEARING', 61],
      [9, 70, 'NORMAL_CLEARING', 61],
      [9, 29, 'NORMAL_CLEARING', 20],
      [null, 9, 'USER_BUSY', 0],
      [null, 35, 'NO_ANSWER', 0],
    ],
  ],
  [
    'the caller hangs up',
    ['13800000061', '13800010030', '13800010050', '13800000020'],
    [
      [9, 30, 40],
      [5, 39, 'NORMAL_CLEARING', 30],
      [9, 40, 'NORMAL_CLEARING', 30],
      [9, 40, 'NORMAL_CLEARING', 30],
      [9, 40, 'NORMAL_CLEARING', 30],
      [9, 29, 'NORMAL_CLEARING', 20],
    ],
  ],
  [
    'it ends while a telephone still rings',
    ['13800000005', '13800020001'],
    [
      [9, 5, 15],
      [5, 15, 'NORMAL_CLEARING', 5],
      [9, 14, 'NORMAL_CLEARING', 5],
      [null, 14, 'ORIGINATOR_CANCEL', 0],
    ],
  ],
  [
    'nobody answers',
    ['13800020002', '13800020001', '13800020003'],
    [
      [null, 0, 36],
      [5, 36, 'NORMAL_CLEARING', 0],
      [null, 9, 'USER_BUSY', 0],
      [null, 35, 'NO_ANSWER', 0],
      [null, 9, 'CALL_REJECTED', 0],
    ],
  ],
  [
    'the caller is not reached',
    ['13800000061', '13800020004', '13800020005'],
    [
      [null, 0, 31],
      [null, 31, 'NO_USER_RESPONSE', 0],
      [null, 31, 'NO_USER_RESPONSE', 0],
      [null, 31, 'NO_USER_RESPONSE', 0],
      [null, 31, 'NO_USER_RESPONSE', 0],
    ],
  ],
])('the course when %s', (_, callees, expected) => {
  expect(outcomes(timelineTo(callees))).toEqual(expected);
});

test('maxDur cuts all who are still there, at the same time', () => {
  expect(outcomes(timelineTo(['13800000061', '13800000060', '13800010120'], 60))).toEqual([
    [9, 60, 69],
    [5, 69, 'ALLOTTED_TIMEOUT', 60],
    [9, 69, 'ALLOTTED_TIMEOUT', 60],
    [9, 69, 'NORMAL_CLEARING', 60],
    [9, 69, 'ALLOTTED_TIMEOUT', 60],
  ]);
});

/** Rings for 8 seconds, four more than the numbers of the table, and then talks for half a minute or more. */
const late = Array.from({ length: 1000 }, (_, index) => `1390000${String(index).padStart(4, '0')}`).find((number) => {
  const { calleeRingSeconds, end } = startScript([number], settings).callees[0]!.course;
  return calleeRingSeconds === 8 && end.kind === 'CONVERSATION' && end.talkSeconds >= 30;
})!;

test('who would answer later than the conversation’s end was never there', () => {
  const [caller, early, never] = partiesOf(timelineTo(['13800000003', late]));
  expect([caller, early].map((party) => party!.talkSeconds)).toEqual([3, 3]);
  expect(never).toMatchObject({ answeredAt: null, hangCause: 'ORIGINATOR_CANCEL', endedAt: early!.endedAt });
});

test('who answers while somebody is there prolongs the conversation, in whatever order they were asked for', () => {
  const { callees, talkSeconds } = timelineTo([late, '13800000005']);
  expect(callees.map((party) => party.talkSeconds)).toEqual([talkSeconds - 4, 5]);
  expect(talkSeconds).toBeGreaterThanOrEqual(34);
});

const digits = (most: number): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(4, '0'));
const number = fc.oneof(
  digits(300).map((dddd) => `1380000${dddd}`),
  digits(300).map((dddd) => `1380001${dddd}`),
  digits(9999).map((dddd) => `1390000${dddd}`),
  fc.constantFrom('13800020001', '13800020002', '13800020003', '13800020004', '13800020005'),
);
const manyNumbers = fc.uniqueArray(number, { minLength: 1, maxLength: 7 }).map((all) => all as [string, ...string[]]);

test('in every conference the parts agree with the whole', () => {
  fc.assert(
    fc.property(manyNumbers, fc.integer({ min: 1, max: 400 }), (callees, maxDur) => {
      const timeline = timelineTo(callees, maxDur);
      const { beganAt, talkSeconds, caller } = timeline;
      const began = seconds(beganAt);
      const ends = partiesOf(timeline).map(({ endedAt }) => endedAt.getTime());
      expect(timeline.endedAt.getTime()).toBe(Math.max(...ends));
      expect(talkSeconds).toBeLessThanOrEqual(maxDur);
      expect(caller.talkSeconds).toBe(talkSeconds);
      const heard = timeline.callees.filter(({ answeredAt }) => answeredAt !== null);
      const first = heard.length === 0 ? null : Math.min(...heard.map(({ answeredAt }) => seconds(answeredAt)!));
      expect(began).toBe(first);
      const lasts = heard.map((party) => seconds(party.answeredAt)! + party.talkSeconds);
      expect(talkSeconds).toBe(began === null ? 0 : Math.max(...lasts) - began);
      for (const { answeredAt, talkSeconds: own, endedAt } of timeline.callees) {
        if (answeredAt === null) expect(own).toBe(0);
        else expect([0, 1000]).toContain(endedAt.getTime() - answeredAt.getTime() - own * 1000);
      }
    }),
    { numRuns: 500 },
  );
});

test('a told duration is what the report says, whoever was asked', () => {
  fc.assert(
    fc.property(manyNumbers, fc.nat({ max: 5000 }), (callees, talkSeconds) => {
      const planned = { startedAt, maxDur: 60, callees: startScript(callees, settings).callees };
      expect(withTalk(planned, talkSeconds)).toMatchObject({ talkSeconds, beganAt: expect.any(Date) as Date });
    }),
  );
});
