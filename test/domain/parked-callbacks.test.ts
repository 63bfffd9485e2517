import { describe, expect, test } from 'vitest';
import type { StoredCallback } from '../../src/domain/callback.ts';
import type { ProviderSession } from '../../src/domain/ids.ts';
import { Money } from '../../src/domain/money.ts';
import { matchedWith, matchParked } from '../../src/domain/parked-callbacks.ts';
import * as a from '../support/a.ts';

/** A call of 61 seconds, settled at 95 s. */
const settled = () => a.openCall().settled(a.report(), Money.fen(24), a.after(91), a.after(95));
const parked = (bodyHash: string, report: Partial<a.PairReport> = {}): StoredCallback =>
  a.storedCallback({ bodyHash, reason: 'STALE', report: a.report(report) });

const alarmOf = (subject: string) => ({ kind: 'CALLBACK_PARKED', subject });
const nothing = { callbacks: [], closedAlarms: [], discrepancies: [], alarms: [] };

test('a parked callback whose call is known keeps what it said, and has no reason to wait', () => {
  const callback = parked('one');
  expect(matchedWith(settled(), callback)).toEqual({ ...callback, state: 'MATCHED', reason: null, call: a.callId });
});

describe('CALL-6, CALLBACK-1: once its call is charged by another report, a parked callback', () => {
  test('that says the same is a duplicate, and its alarm is over', () => {
    const callback = parked('same');
    expect(matchParked(settled(), [callback])).toEqual({
      callbacks: [{ ...callback, state: 'DUPLICATE', reason: null, call: a.callId }],
      closedAlarms: [alarmOf('same')],
      discrepancies: [],
      alarms: [],
    });
  });

  test('that differs opens a discrepancy, with an alarm in the place of its own', () => {
    const callback = parked('other', { talkSeconds: 62 });
    expect(matchParked(settled(), [callback])).toEqual({
      callbacks: [{ ...callback, state: 'MATCHED', reason: null, call: a.callId }],
      closedAlarms: [alarmOf('other')],
      discrepancies: [
        { call: a.callId, settledSeconds: 61, reportedSeconds: 62, source: 'CALLBACK', openedAt: a.after(95) },
      ],
      alarms: [{ kind: 'DISCREPANCY', subject: a.callId, openedAt: a.after(95) }],
    });
  });

  test('is one of several: each is told for itself, but one alarm is open per call', () => {
    const several = [parked('1', { talkSeconds: 62 }), parked('2'), parked('3', { talkSeconds: 63 })];
    const { callbacks, closedAlarms, discrepancies, alarms } = matchParked(settled(), several);
    expect(callbacks.map(({ state }) => state)).toEqual(['MATCHED', 'DUPLICATE', 'MATCHED']);
    expect(closedAlarms).toEqual(['1', '2', '3'].map(alarmOf));
    expect(discrepancies.map(({ reportedSeconds }) => reportedSeconds)).toEqual([62, 63]);
    expect(alarms).toHaveLength(1);
  });

  test('waits on where its call was voided: nothing has charged it', () => {
    expect(matchParked(a.openCall().voided(a.after(400)), [parked('stale')])).toEqual(nothing);
  });

  test.each([
    ['of another session', parked('other', { session: 'session-2' as ProviderSession })],
    ['that was not understood', a.storedCallback({ report: null, reason: 'NOT_UNDERSTOOD' })],
    ['that cannot be true', parked('never', { talkSeconds: 86_401 })],
  ])('%s is left to a person', (_name, callback) => {
    expect(matchParked(settled(), [callback])).toEqual(nothing);
  });

  test('nothing parked changes nothing', () => {
    expect(matchParked(settled(), [])).toEqual(nothing);
  });
});
