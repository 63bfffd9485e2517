import { expect, it } from 'vitest';
import { endedByOf, hangUpCauseOf } from '../../src/domain/call-end.ts';
import { Money } from '../../src/domain/money.ts';
import type { HangUpCause } from '../../src/domain/report.ts';
import * as a from '../support/a.ts';

function ended(talkSeconds: number, ...causes: readonly HangUpCause[]) {
  const report = a.report({ talkSeconds, legs: causes.map((cause) => a.leg(cause, a.after(90))) });
  return a.openCall().settled(report, Money.zero, a.after(90), a.after(95));
}

it.each<[HangUpCause, number, HangUpCause[]]>([
  ['NORMAL', 61, ['NORMAL', 'NORMAL']],
  ['NORMAL', 61, ['BUSY', 'NORMAL']],
  ['OTHER', 61, ['OTHER', 'BUSY']],
  ['LIMIT', 61, ['NORMAL', 'LIMIT']],
  ['LIMIT', 300, ['NORMAL', 'NORMAL']],
  ['DECLINED', 0, ['NORMAL', 'BUSY', 'DECLINED']],
  ['BUSY', 0, ['NORMAL', 'BUSY']],
  ['NO_ANSWER', 0, ['NORMAL', 'NO_ANSWER']],
  ['CANCELED', 0, ['CANCELED', 'OTHER']],
  ['NORMAL', 0, ['NORMAL', 'NORMAL']],
])('gives as the one cause %s, of %i seconds and legs that ended by %j', (cause, talkSeconds, causes) => {
  expect(hangUpCauseOf(ended(talkSeconds, ...causes))).toBe(cause);
});

it('knows neither cause nor who ended it where nothing was reported', () => {
  expect([hangUpCauseOf(a.openCall()), endedByOf(a.openCall())]).toEqual([null, null]);
  expect(hangUpCauseOf(a.settledByOperator())).toBeNull();
});
