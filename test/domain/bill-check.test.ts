import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CallToCheck, CheckPlan, Pass } from '../../src/domain/bill-check.ts';
import { checkOf, findingOf, isAskedAbout, nextTurn } from '../../src/domain/bill-check.ts';
import type { CallId } from '../../src/domain/ids.ts';
import type { TransferKind } from '../../src/domain/ledger.ts';
import { routes } from '../../src/domain/ledger.ts';
import * as a from '../support/a.ts';
import { billedLine } from '../support/billed.ts';

const call: CallToCheck = { call: a.callId, session: a.aSession, placedAt: a.noon, talkSeconds: 61 };
const all: CheckPlan = { share: 1, days: 90 };

describe('BILL-5: what the provider tells of a charged call', () => {
  test('matches by the second, differs by any other number of them, or is missing', () => {
    fc.assert(
      fc.property(fc.nat(90_000), fc.nat(90_000), (talkSeconds, seconds) => {
        const state = seconds === talkSeconds ? 'MATCHED' : 'DURATION_DIFFERS';
        expect(findingOf({ talkSeconds }, { kind: 'SECONDS', seconds })).toEqual({ state, providerSeconds: seconds });
      }),
    );
    expect(findingOf(call, { kind: 'SECONDS', seconds: 61 })).toEqual({ state: 'MATCHED', providerSeconds: 61 });
    // Both are two minutes, and differ all the same.
    expect(findingOf(call, { kind: 'SECONDS', seconds: 62 })).toMatchObject({ state: 'DURATION_DIFFERS' });
    expect(findingOf({ talkSeconds: null }, { kind: 'SECONDS', seconds: 0 })).toMatchObject({
      state: 'DURATION_DIFFERS',
    });
    expect(findingOf(call, { kind: 'MISSING' })).toEqual({ state: 'MISSING_AT_PROVIDER', providerSeconds: null });
    expect(findingOf(call, { kind: 'NOTHING' })).toBeNull();
  });

  test('stands beside lines that charge calls, and beside no other', () => {
    const unchecked = { state: 'UNCHECKED', providerSeconds: null, checkedAt: null };
    for (const posting of Object.keys(routes) as TransferKind[]) {
      const charges = ['CALL_CHARGE', 'LATE_CALL_CHARGE', 'SHORTFALL'].includes(posting);
      expect([posting, checkOf(billedLine(1, { posting }), null)]).toEqual([posting, charges ? unchecked : null]);
    }
    expect(checkOf(billedLine(1, { call: null }), null)).toBeNull();
    const found = { state: 'MATCHED', providerSeconds: 61, checkedAt: a.noon } as const;
    expect(checkOf(billedLine(1), found)).toEqual(found);
  });
});

describe('BILL-5: a call is asked about', () => {
  test('where there is something to ask by, and the provider can still tell', () => {
    expect(isAskedAbout(call, all, a.noon)).toBe(true);
    expect(isAskedAbout({ ...call, session: null }, all, a.noon)).toBe(false);
    expect(isAskedAbout(call, all, a.after(90 * 86_400))).toBe(true);
    expect(isAskedAbout(call, all, a.after(90 * 86_400 + 1))).toBe(false);
  });

  test('where it is drawn: as many as the share says, the same ones each time, and more with a greater share', () => {
    const calls = Array.from({ length: 20_000 }, () => ({ ...call, call: randomUUID() as CallId }));
    const drawn = (share: number) => calls.filter((one) => isAskedAbout(one, { ...all, share }, a.noon));
    expect(drawn(1)).toEqual(calls);
    // Seven standard deviations.
    expect(Math.abs(drawn(0.2).length - 4000)).toBeLessThan(400);
    expect(drawn(0.2)).toEqual(drawn(0.2));
    const many = new Set(drawn(0.3));
    expect(drawn(0.2).every((one) => many.has(one))).toBe(true);
  });
});

describe('BILL-5: a bill’s next turn', () => {
  const pass: Pass = { before: 0, unanswered: 3 };

  test('comes at once while there is more, and soon where there was no room', () => {
    expect(nextTurn(pass, 'HAD_ENOUGH')).toEqual({ pass, inSeconds: 0 });
    expect(nextTurn(pass, 'NO_ROOM')).toEqual({ pass, inSeconds: 5 });
  });

  test('is none when all lines were answered', () => {
    expect(nextTurn({ before: 4, unanswered: 0 }, 'ALL_LINES').inSeconds).toBeNull();
  });

  test('is a new pass where some were not, ever later, for two days', () => {
    const pauses: number[] = [];
    for (let at: Pass = pass; ;) {
      const next = nextTurn(at, 'ALL_LINES');
      if (next.inSeconds === null) break;
      expect(next.pass).toEqual({ before: at.before + 1, unanswered: 0 });
      pauses.push(next.inSeconds);
      at = { ...next.pass, unanswered: 1 };
    }
    expect(pauses.slice(0, 3)).toEqual([300, 600, 1200]);
    expect(Math.max(...pauses)).toBe(6 * 3600);
    const hours = pauses.reduce((sum, pause) => sum + pause, 0) / 3600;
    expect(hours).toBeGreaterThan(44);
    expect(hours).toBeLessThan(52);
  });
});
