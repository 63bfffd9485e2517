import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CallState, CallStatus, OpenStatus, ProgressStatus } from '../../src/domain/placed.ts';
import type { Call } from '../../src/domain/call.ts';
import { Placed } from '../../src/domain/placed.ts';
import { Money } from '../../src/domain/money.ts';
import { quoteCall } from '../../src/domain/quote.ts';
import type { OutcomeStatus } from '../../src/domain/report.ts';
import * as a from '../support/a.ts';

const charge = Money.fen(24);
const refusal = { providerCode: 414, retryAfterSeconds: null };

type News = (call: Call) => Call;
const accepted: News = (call) => call.accepted(a.aSession, a.noon);
const unconfirmed: News = (call) => call.unconfirmed(a.noon, a.times);
const progress =
  (status: ProgressStatus): News =>
  (call) =>
    call.progressed(status, null, a.noon);
const settled: News = (call) => call.settled(a.report(), charge, a.after(90), a.noon);
const voided: News = (call) => call.voided(a.noon);
const progresses = (['CALLER_RINGING', 'CALLEE_RINGING', 'IN_PROGRESS'] as const).map(progress);

function placed(): Call {
  const asked = { maxSeconds: 300, minSeconds: null };
  const quote = quoteCall(a.tariff(), a.app().limits, Money.fen(1000_00), asked, 2);
  return Placed.place({ ...a.order() }, quote, a.times);
}

/** Tells all news in order; versions must grow with each change, and only then. */
function tell(call: Call, news: readonly News[]): Call {
  return news.reduce((was, one) => {
    const is = one(was);
    expect(is === was ? is.version : is.version - 1).toBe(was.version);
    return is;
  }, call);
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

const openStatuses: readonly OpenStatus[] = [
  'PLACING',
  'UNCONFIRMED',
  'DIALING',
  'CALLER_RINGING',
  'CALLEE_RINGING',
  'IN_PROGRESS',
];
const outcomes: readonly OutcomeStatus[] = ['COMPLETED', 'NO_ANSWER', 'BUSY', 'DECLINED', 'FAILED'];
const end = { endedAt: a.noon };
const ends: readonly CallState[] = [
  ...outcomes.map((status): CallState => ({ money: 'SETTLED', status, report: a.report(), charge, ...end })),
  { money: 'VOIDED', status: 'REFUSED', refusal, session: null, late: null, ...end },
  { money: 'VOIDED', status: 'FAILED', refusal: null, session: null, late: null, ...end },
];

describe('the states of a call are ranked', () => {
  test('news of an end in any order, with repeats, gives the same end', () => {
    const news = [accepted, unconfirmed, ...progresses, settled];
    for (const order of permutations(news)) {
      for (const told of [order, [...order, ...order], order.flatMap((one) => [one, one])]) {
        expect(tell(placed(), told)).toMatchObject({ status: 'COMPLETED', session: a.aSession, dueAt: null });
      }
    }
  });

  test('news of progress in any order, with repeats, ends at the latest', () => {
    for (const order of permutations([accepted, unconfirmed, ...progresses])) {
      expect(tell(accepted(placed()), [...order, ...order]).status).toBe('IN_PROGRESS');
    }
  });

  test.each(openStatuses)('from %s only later news is taken', (status) => {
    const call = a.openCall({ status });
    const reached: readonly CallStatus[] = [unconfirmed, accepted, ...progresses].map((one) => one(call).status);
    const at = openStatuses.indexOf(status);
    expect(reached).toEqual(openStatuses.slice(1).map((news, index) => (index + 1 > at ? news : status)));
  });

  test.each(ends.map((state) => ({ state })))('nothing changes $state.money $state.status', ({ state }) => {
    const call = Placed.restore(a.order(), state, 7, a.noon, null);
    for (const one of [accepted, unconfirmed, ...progresses, settled, voided]) expect(one(call)).toBe(call);
    expect(call.hasEnded).toBe(true);
  });

  test('an arbitrary story never goes back', () => {
    const all = [accepted, unconfirmed, ...progresses, settled, voided];
    const statuses: readonly CallStatus[] = [...openStatuses, ...outcomes];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...all), { maxLength: 20 }), (story) => {
        story.reduce((was, one) => {
          const is = tell(was, [one]);
          if (was.hasEnded) expect(is).toBe(was);
          else expect(statuses.indexOf(is.status)).toBeGreaterThanOrEqual(statuses.indexOf(was.status));
          return is;
        }, placed());
      }),
    );
  });
});

describe('CALL-4, CALL-5: a call is placed before it is dialled', () => {
  test('with its reservation, its frozen price and its deadline', () => {
    const call = placed();
    expect(call.order).toMatchObject({ grantedSeconds: 300, reservation: { fen: 60n }, tariff: a.tariff() });
    // CALL-7: ring 60 s + granted 300 s + grace 30 s.
    expect(call.order.deadline).toEqual(a.after(390));
    expect(call).toMatchObject({ status: 'PLACING', version: 1, session: null, hasEnded: false });
    expect(call.dueAt).toEqual(a.after(390));
  });

  test('once accepted it is looked after at its deadline, unconfirmed at its horizon', () => {
    expect(accepted(placed()).dueAt).toEqual(a.after(390));
    expect(unconfirmed(placed()).dueAt).toEqual(a.after(72 * 3600));
    expect(accepted(unconfirmed(placed())).dueAt).toEqual(a.after(390));
  });

  test('a horizon before the deadline is the deadline: nothing is voided that may be alive', () => {
    const hasty = { ...a.times, horizonSeconds: 10 };
    expect(placed().unconfirmed(a.noon, hasty).dueAt).toEqual(a.after(390));
  });

  test('what was accepted is not refused', () => {
    expect(() => accepted(placed()).refused(refusal, a.noon)).toThrow('Assertion failed');
    expect(placed().refused(refusal, a.noon).state).toMatchObject({ money: 'VOIDED', status: 'REFUSED', refusal });
  });

  test('without a session there is no progress', () => {
    const call = unconfirmed(placed());
    expect(progress('IN_PROGRESS')(call)).toBe(call);
  });

  test.each([
    [0, true],
    [389.999, true],
    [390, false],
    [100_000, false],
  ])('%s s after it was placed, its numbers may be alive: %s', (seconds, alive) => {
    expect(unconfirmed(placed()).mayBeAlive(a.after(seconds))).toBe(alive);
  });

  test('an ended call is not alive', () => {
    expect(settled(placed()).mayBeAlive(a.noon)).toBe(false);
  });
});

describe('CALL-6: a void is charged late', () => {
  const late = (): Call => voided(unconfirmed(placed())).chargedLate(a.report(), charge, a.after(9));

  test('once, and the status stays', () => {
    expect(late()).toMatchObject({ status: 'FAILED', session: a.aSession, version: 4 });
    expect(late().report).toEqual(a.report());
    expect(() => late().chargedLate(a.report(), charge, a.noon)).toThrow('Assertion failed');
  });

  test('and nothing else is', () => {
    expect(() => accepted(placed()).chargedLate(a.report(), charge, a.noon)).toThrow('Assertion failed');
    expect(() => settled(placed()).chargedLate(a.report(), charge, a.noon)).toThrow('Assertion failed');
  });
});

test('to be asked again later is no change that a watcher sees (CALL-7)', () => {
  const call = accepted(placed());
  const again = call.askAgainAt(a.after(420));
  expect(again).toMatchObject({ version: call.version, status: 'DIALING', changedAt: call.changedAt });
  expect(again.dueAt).toEqual(a.after(420));
});
