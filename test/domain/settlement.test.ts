import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnyCall } from '../../src/domain/any-call.ts';
import type { Call } from '../../src/domain/call.ts';
import { Money } from '../../src/domain/money.ts';
import { compare, release, settle } from '../../src/domain/settlement.ts';
import { Tariff } from '../../src/domain/tariff.ts';
import * as a from '../support/a.ts';

const now = a.after(200);
const reserved = a.account({ balance: 100, reserved: 60 });

function moved(settlement: ReturnType<typeof settle>): readonly (readonly [string, string, string, bigint])[] {
  return (settlement.transfers ?? []).map(({ kind, debit, credit, amount }) => [kind, debit, credit, amount.fen]);
}

function alarms(settlement: ReturnType<typeof settle>): readonly string[] {
  return (settlement.alarms ?? []).map(({ kind }) => kind);
}

describe('CALL-6: the first authentic report settles', () => {
  test.each([
    { name: 'in time', seconds: 61, charge: 24n, balance: 76n },
    { name: 'without a conversation', seconds: 0, charge: 0n, balance: 100n },
    { name: 'at exactly what was reserved', seconds: 300, charge: 60n, balance: 40n },
    { name: 'above it, out of what is available', seconds: 301, charge: 72n, balance: 28n },
  ])('$name', ({ seconds, charge, balance }) => {
    const settlement = settle(reserved, a.openCall(), a.report({ talkSeconds: seconds }), now);
    expect(settlement.account).toMatchObject({ balance: { fen: balance }, reserved: { fen: 0n } });
    expect(settlement.call?.state).toMatchObject({ money: 'SETTLED', charge: { fen: charge } });
    expect(settlement.resolution).toEqual({
      call: a.callId,
      kind: 'SETTLE',
      reservation: Money.fen(60),
      charge: Money.fen(charge),
      at: now,
    });
    expect(moved(settlement)).toEqual(charge === 0n ? [] : [['CALL_CHARGE', 'CUSTOMER', 'REVENUE', charge]]);
    expect(alarms(settlement)).toEqual([]);
    expect(settlement.discrepancies).toBeUndefined();
  });

  test('what is missing goes to suspense with an alarm', () => {
    const settlement = settle(reserved, a.openCall(), a.report({ talkSeconds: 600 }), now);
    expect(settlement.account?.balance.isZero).toBe(true);
    expect(moved(settlement)).toEqual([
      ['CALL_CHARGE', 'CUSTOMER', 'REVENUE', 100n],
      ['SHORTFALL', 'SUSPENSE', 'REVENUE', 20n],
    ]);
    expect(alarms(settlement)).toEqual(['SHORTFALL']);
  });

  test('the alarm of a call whose end could not be told is over with its end; before its deadline it had none', () => {
    const closed = (at: Date) => settle(reserved, a.openCall(), a.report(), at).closedAlarms;
    const { deadline } = a.openCall().order;
    expect(closed(a.after(-0.001, deadline))).toEqual([]);
    expect(closed(deadline)).toEqual([{ kind: 'CALL_OVERDUE', subject: a.callId }]);
  });

  test('an UNCONFIRMED call is settled like any other, and learns its session', () => {
    const settlement = settle(reserved, a.unconfirmedCall(), a.report(), now);
    expect(settlement.call).toMatchObject({ status: 'COMPLETED', session: a.aSession });
  });

  test('by the price that was frozen at its start, on its basis (PRICE-2)', () => {
    const tariff = new Tariff('2027-01', Money.fen(5), 'EACH_PARTY');
    const call = a.openCall({}, { tariff, reservation: Money.fen(50) });
    const settlement = settle(a.account({ balance: 100, reserved: 50 }), call, a.report(), now);
    expect(settlement.resolution?.charge.fen).toBe(20n);
  });
});

describe('CALL-6: a later report moves no money by itself', () => {
  const first = settle(reserved, a.openCall(), a.report(), now);

  test('one that says the same changes nothing at all', () => {
    expect(settle(first.account!, first.call!, a.report({ source: 'QUERY' }), a.after(500))).toEqual({});
  });

  test('nothing is later than a report that has not come yet', () => {
    expect(compare(a.openCall(), a.report(), now)).toEqual({});
  });

  test('one that differs opens a discrepancy', () => {
    const second = settle(first.account!, first.call!, a.report({ source: 'QUERY', talkSeconds: 62 }), a.after(500));
    expect(second).toEqual({
      discrepancies: [
        { call: a.callId, settledSeconds: 61, reportedSeconds: 62, source: 'QUERY', openedAt: a.after(500) },
      ],
      alarms: [{ kind: 'DISCREPANCY', subject: a.callId, openedAt: a.after(500) }],
    });
  });
});

describe('CALL-6: a report after a void is charged late', () => {
  const voided = (): Call => a.unconfirmedCall().voided(a.after(1000));

  test.each([
    { name: 'with money', balance: 100, paid: 24n, missing: 0n, kinds: ['LATE_CHARGE'] },
    { name: 'with too little', balance: 10, paid: 10n, missing: 14n, kinds: ['LATE_CHARGE', 'SHORTFALL'] },
    { name: 'with none', balance: 0, paid: 0n, missing: 24n, kinds: ['LATE_CHARGE', 'SHORTFALL'] },
  ])('$name', ({ balance, paid, missing, kinds }) => {
    const late = settle(a.account({ balance }), voided(), a.report(), a.after(2000));
    expect(late.account?.balance.fen).toBe(BigInt(balance) - paid);
    expect(late.call).toMatchObject({ status: 'FAILED', state: { money: 'VOIDED', late: { charge: { fen: 24n } } } });
    expect(late.resolution).toBeUndefined();
    expect(alarms(late)).toEqual(kinds);
    expect(moved(late)).toEqual([
      ...(paid === 0n ? [] : [['LATE_CALL_CHARGE', 'CUSTOMER', 'REVENUE', paid]]),
      ...(missing === 0n ? [] : [['SHORTFALL', 'SUSPENSE', 'REVENUE', missing]]),
    ]);
  });

  test('what other calls have reserved is not touched', () => {
    const late = settle(a.account({ balance: 70, reserved: 60 }), voided(), a.report(), a.after(2000));
    expect(late.account).toMatchObject({ balance: { fen: 60n }, reserved: { fen: 60n } });
    expect(alarms(late)).toContain('SHORTFALL');
  });

  test('the alarm about the void is over: the report has come after all', () => {
    const late = settle(a.account(), voided(), a.report(), a.after(2000));
    expect(late.closedAlarms).toEqual([{ kind: 'HORIZON_VOID', subject: a.callId }]);
  });

  test('without a conversation it is kept without an alarm', () => {
    const late = settle(a.account(), voided(), a.report({ talkSeconds: 0 }), a.after(2000));
    expect(late.call?.report?.talkSeconds).toBe(0);
    expect([moved(late), alarms(late)]).toEqual([[], []]);
  });

  test('once: the next report is compared with it', () => {
    const late = settle(a.account(), voided(), a.report(), a.after(2000));
    expect(settle(late.account!, late.call!, a.report(), a.after(3000))).toEqual({});
    expect(alarms(settle(late.account!, late.call!, a.report({ talkSeconds: 1 }), a.after(3000)))).toEqual([
      'DISCREPANCY',
    ]);
  });
});

test('a release gives the whole reservation back, with the alarm that was asked for', () => {
  const voided = a.unconfirmedCall().voided(now);
  const released = release(reserved, voided, now, 'HORIZON_VOID');
  expect(released.account).toMatchObject({ balance: { fen: 100n }, reserved: { fen: 0n } });
  expect(released.resolution).toMatchObject({ kind: 'VOID', reservation: { fen: 60n }, charge: { fen: 0n } });
  expect(released.alarms).toEqual([{ kind: 'HORIZON_VOID', subject: a.callId, openedAt: now }]);
  expect(release(reserved, voided, now).alarms).toEqual([]);
});

describe('BILL-1: a charge counts by the end of the call', () => {
  const accountingAt = (endedAt: Date | null): Date | undefined => {
    const report = a.report({ legs: [a.leg('NORMAL', endedAt)] });
    return settle(reserved, a.openCall(), report, now).transfers?.[0]?.accountingAt;
  };

  test.each([
    ['as reported', a.after(150), a.after(150)],
    ['as reported, at the edge', a.noon, a.noon],
    ['not before the call was placed', a.after(-1), now],
    ['not in the future', a.after(201), now],
    ['when nothing was reported', null, now],
  ])('%s', (_name, reported, expected) => {
    expect(accountingAt(reported)).toEqual(expected);
  });
});

test('any order of any reports charges by the first, and money is conserved (I3, I6)', () => {
  const seconds = fc.integer({ min: 0, max: 1500 });
  fc.assert(
    fc.property(
      fc.array(seconds, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 60, max: 200 }),
      fc.boolean(),
      (reports, balance, isVoid) => {
        const call = isVoid ? a.unconfirmedCall().voided(a.noon) : a.openCall();
        const start = {
          account: a.account({ balance, reserved: isVoid ? 0 : 60 }),
          call: call as AnyCall,
          posted: [] as readonly bigint[],
        };
        const last = reports.reduce((state, talkSeconds) => {
          const { account, call: next, transfers } = settle(state.account, state.call, a.report({ talkSeconds }), now);
          return {
            account: account ?? state.account,
            call: next ?? state.call,
            posted: [...state.posted, ...(transfers ?? []).map(({ amount }) => amount.fen)],
          };
        }, start);
        const charge = BigInt(Math.floor((reports[0]! + 59) / 60) * 12);
        expect(last.posted.reduce((total, amount) => total + amount, 0n)).toBe(charge);
        const expected = charge > BigInt(balance) ? 0n : BigInt(balance) - charge;
        expect(last.account).toMatchObject({ balance: { fen: expected }, reserved: { fen: 0n } });
      },
    ),
  );
});
