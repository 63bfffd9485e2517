import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Placed } from '../../src/domain/placed.ts';
import type { Verdict } from '../../src/domain/operator-decision.ts';
import { resolveUnconfirmed } from '../../src/domain/operator-decision.ts';
import { Money } from '../../src/domain/money.ts';
import { settle } from '../../src/domain/settlement.ts';
import * as a from '../support/a.ts';

const account = a.account({ reserved: 60 });
const call = a.unconfirmedCall();
const late = a.after(390);
const conference = a.placingConference().accepted(a.aSession, a.after(1));
const talked = (talkSeconds: number): Verdict => ({ kind: 'SETTLE', talkSeconds, session: null });

describe('CALL-5: an operator decides about an UNCONFIRMED call', () => {
  test('nothing rang: the reservation is given back, and nothing is posted', () => {
    const {
      account: after,
      call: ended,
      resolution,
      transfers,
      alarms,
    } = resolveUnconfirmed(account, call, { kind: 'VOID' }, null, late);
    expect([after?.balance, after?.reserved]).toEqual([Money.fen(1000_00), Money.zero]);
    const voided = { money: 'VOIDED', status: 'FAILED', refusal: null, session: null, endedAt: late, late: null };
    expect(ended?.state).toEqual(voided);
    expect(resolution).toMatchObject({ kind: 'VOID', charge: Money.zero });
    expect([transfers ?? [], alarms]).toEqual([[], []]);
  });

  test('it was talked: the seconds are charged as by any report, from the reservation', () => {
    const { account: after, call: ended, transfers } = resolveUnconfirmed(account, call, talked(61), null, late);
    expect([after?.balance, after?.reserved]).toEqual([Money.fen(1000_00 - 24), Money.zero]);
    expect(ended?.status).toBe('COMPLETED');
    expect(ended?.report).toMatchObject({ source: 'OPERATOR', talkSeconds: 61, session: null, legs: [] });
    expect(transfers?.map(({ kind, amount }) => [kind, amount])).toEqual([['CALL_CHARGE', Money.fen(24)]]);
  });

  test('the report that it is settled by tells the numbers of its call', () => {
    const { call: ended } = resolveUnconfirmed(account, call, talked(61), null, late);
    expect(ended?.report).toMatchObject({ caller: a.caller.digits, callee: a.callee.digits });
  });

  test('it rang and nobody talked: it is settled with nothing', () => {
    const { call: ended } = resolveUnconfirmed(account, call, talked(0), null, late);
    expect(ended?.state).toMatchObject({ money: 'SETTLED', status: 'FAILED', charge: Money.zero });
  });

  test('not while the call may be alive', () => {
    for (const verdict of [talked(1), { kind: 'VOID' } as const]) {
      const early = a.rejection(() => resolveUnconfirmed(account, call, verdict, null, a.after(389.999)));
      expect(early).toEqual({ code: 'CALL_MAY_BE_ALIVE', freeAt: a.after(390) });
    }
  });

  test('not about one that is being placed, or has ended', () => {
    const ended = call.settled(a.report(), Money.fen(24), late, late);
    for (const other of [a.openCall({ status: 'PLACING', session: null }), ended, call.voided(late)]) {
      const no = a.rejection(() => resolveUnconfirmed(account, other, talked(1), null, late));
      expect(no).toEqual({ code: 'CALL_NOT_UNCONFIRMED', status: other.status });
    }
  });

  test('not with a session that another call has', () => {
    const known = a.openCall({}, { id: 'another' as never });
    const verdict: Verdict = { kind: 'SETTLE', talkSeconds: 1, session: a.aSession };
    const no = a.rejection(() => resolveUnconfirmed(account, call, verdict, known, late));
    expect(no).toEqual({ code: 'SESSION_TAKEN', call: 'another' });
    expect(resolveUnconfirmed(account, call, verdict, null, late).call?.session).toBe(a.aSession);
  });

  test.each([-1, 86_401, 0.5, Number.NaN])('not with %d seconds', (seconds) => {
    const no = a.rejection(() => resolveUnconfirmed(account, call, talked(seconds), null, late));
    expect(no).toEqual({ code: 'INVALID_DURATION', field: 'talkSeconds', minimum: 0, maximum: 86_400 });
  });

  test("charges whatever it says exactly what the provider's own report would", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), fc.integer({ min: 60, max: 2000_00 }), (seconds, balance) => {
        const given = a.account({ balance, reserved: 60 });
        const told = resolveUnconfirmed(given, call, talked(seconds), null, late);
        const reported = settle(given, call, a.report({ talkSeconds: seconds, legs: [] }), late);
        expect(told.account).toEqual(reported.account);
        expect(told.transfers).toEqual(reported.transfers);
        expect(told.alarms).toEqual(reported.alarms);
      }),
    );
  });
});

describe('CALL-7: an operator decides about a call that the provider accepted and cannot tell the end of', () => {
  const named = (session: string | null): Verdict => ({ kind: 'SETTLE', talkSeconds: 61, session: session as never });

  test.each(['DIALING', 'CALLER_RINGING', 'CALLEE_RINGING', 'IN_PROGRESS'] as const)('while it is %s', (status) => {
    const open = a.openCall({ status });
    const settled = resolveUnconfirmed(account, open, named(null), null, late);
    expect(settled.call).toMatchObject({ status: 'COMPLETED', session: a.aSession });
    expect(settled.closedAlarms).toEqual([{ kind: 'CALL_OVERDUE', subject: open.id }]);
    const voided = resolveUnconfirmed(account, open, { kind: 'VOID' }, null, late);
    expect(voided.call?.state).toMatchObject({ money: 'VOIDED', status: 'FAILED', session: a.aSession });
    expect(voided.account?.reserved).toEqual(Money.zero);
    expect(voided.closedAlarms).toEqual([{ kind: 'CALL_OVERDUE', subject: open.id }]);
  });

  test('and about a conference', () => {
    const rich = a.account({ reserved: Number(conference.order.reservation.fen) });
    const { call: ended } = resolveUnconfirmed(rich, conference, named(null), null, conference.order.deadline);
    expect(ended).toMatchObject({ kind: 'CONFERENCE', status: 'COMPLETED', session: a.aSession });
  });

  test('not while the call may be alive', () => {
    for (const verdict of [named(null), { kind: 'VOID' } as const]) {
      const early = a.rejection(() => resolveUnconfirmed(account, a.openCall(), verdict, null, a.after(389.999)));
      expect(early).toEqual({ code: 'CALL_MAY_BE_ALIVE', freeAt: a.after(390) });
    }
  });

  test('by its own session or by none, and by no other', () => {
    const open = a.openCall();
    expect(resolveUnconfirmed(account, open, named(a.aSession), open, late).call?.session).toBe(a.aSession);
    const other = a.rejection(() => resolveUnconfirmed(account, open, named('another'), null, late));
    expect(other).toEqual({ code: 'OTHER_SESSION', session: a.aSession });
    const known = a.openCall({ session: 'another' as never }, { id: 'other' as never });
    const taken = a.rejection(() => resolveUnconfirmed(account, open, named('another'), known, late));
    expect(taken).toEqual({ code: 'SESSION_TAKEN', call: 'other' });
  });

  test('and a report after a void is charged late, with the session that it had', () => {
    const { account: after, call: ended } = resolveUnconfirmed(account, a.openCall(), { kind: 'VOID' }, null, late);
    const { call: charged, transfers } = settle(after!, ended!, a.report(), late);
    expect(charged).toMatchObject({ status: 'FAILED', session: a.aSession });
    expect(transfers?.map(({ kind, amount }) => [kind, amount])).toEqual([['LATE_CALL_CHARGE', Money.fen(24)]]);
  });
});

describe('CALL-6: what comes after an operator has decided', () => {
  test('a report after its void is charged late', () => {
    const { account: after, call: ended } = resolveUnconfirmed(account, call, { kind: 'VOID' }, null, late);
    const { transfers, alarms } = settle(after!, ended!, a.report(), late);
    expect(transfers?.map(({ kind, amount }) => [kind, amount])).toEqual([['LATE_CALL_CHARGE', Money.fen(24)]]);
    expect(alarms?.map(({ kind }) => kind)).toEqual(['LATE_CHARGE']);
  });

  test('a report after its settling opens a discrepancy where it differs, and moves nothing', () => {
    const { account: after, call: ended } = resolveUnconfirmed(account, call, talked(60), null, late);
    expect(ended).toBeInstanceOf(Placed);
    expect(settle(after!, ended!, a.report({ talkSeconds: 60 }), late)).toEqual({});
    const differs = settle(after!, ended!, a.report({ talkSeconds: 61 }), late);
    expect(differs.account).toBeUndefined();
    expect(differs.discrepancies).toMatchObject([{ settledSeconds: 60, reportedSeconds: 61, source: 'CALLBACK' }]);
  });
});
