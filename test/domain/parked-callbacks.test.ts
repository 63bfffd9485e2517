import { describe, expect, test } from 'vitest';
import type { StoredCallback } from '../../src/domain/callback.ts';
import type { ProviderSession } from '../../src/domain/ids.ts';
import { Money } from '../../src/domain/money.ts';
import { fittingParked, matchedWith, matchParked, settlingParked } from '../../src/domain/parked-callbacks.ts';
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

describe('CALLBACK-1: once the start of a call is answered', () => {
  const early = (bodyHash: string, given: Partial<StoredCallback> = {}): StoredCallback =>
    a.storedCallback({ bodyHash, receivedAt: a.after(1), ...given });
  const settling = (...callbacks: StoredCallback[]) => settlingParked(a.openCall(), callbacks)?.callback.bodyHash;

  test('the oldest of what was parked for it settles it', () => {
    expect(settling(early('1'), early('2'))).toBe('1');
    expect(settlingParked(a.openCall(), [early('1')])?.report).toEqual(a.report());
    expect(settling()).toBeUndefined();
  });

  test.each([
    ['that is not understood', { report: null, reason: 'NOT_UNDERSTOOD' }],
    ['that cannot be true', { report: a.report({ talkSeconds: 86_401 }), reason: 'IMPLAUSIBLE' }],
    ['of a conference', { report: a.conferenceReport() }],
    ['that is too old, and was not confirmed', { reason: 'STALE' }],
    ['that came before the call was placed', { receivedAt: a.after(-0.001) }],
  ] as const)('but not one %s', (_name, given) => {
    expect(settling(early('1', given))).toBeUndefined();
    expect(settling(early('1', given), early('2'))).toBe('2');
  });

  test('what came as it was placed is about it', () => {
    expect(settling(early('1', { receivedAt: a.noon }))).toBe('1');
  });

  test('nothing settles it again where it has ended', () => {
    expect(settlingParked(settled(), [early('1')])).toBeNull();
  });
});

describe('CALL-5: once the answer to a start is lost', () => {
  const lost = a.unconfirmedCall();
  const about = (seconds: number): StoredCallback =>
    a.storedCallback({ bodyHash: `${seconds}`, report: a.report({ createdAt: a.after(seconds) }) });

  test('what is parked fits it where no other call between the telephones is as near', () => {
    const other = a.unconfirmedCall({ id: 'other' as never, placedAt: a.after(100), deadline: a.after(490) });
    const parked = [about(10), about(50), about(90), a.storedCallback({ report: null, reason: 'NOT_UNDERSTOOD' })];
    expect(fittingParked(lost, [], parked)).toEqual(parked.slice(0, 3));
    expect(fittingParked(lost, [other], parked)).toEqual([parked[0]]);
  });
});
