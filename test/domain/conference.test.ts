import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requirePartyCount, standardConferenceBounds } from '../../src/domain/conference-bounds.ts';
import { groupOf, participantsOf } from '../../src/domain/conference.ts';
import { Money } from '../../src/domain/money.ts';
import { named, numbersOf, partyKey } from '../../src/domain/parties.ts';
import type { PhoneNumber } from '../../src/domain/phone-number.ts';
import { talkCost } from '../../src/domain/quote.ts';
import { endedBy, endOf, outcomeOf } from '../../src/domain/report.ts';
import { release, settle } from '../../src/domain/settlement.ts';
import * as a from '../support/a.ts';

const dialing = a.placingConference().accepted(a.aSession, a.after(1));
const account = a.account({ reserved: 60 });
const now = a.after(200);

describe('CONF-1: who can confer', () => {
  test('of 0 to 12 parties exactly 3 to 8 are as many as a conference has', () => {
    const fits = (parties: number): boolean => {
      try {
        requirePartyCount(parties, standardConferenceBounds);
        return true;
      } catch {
        return false;
      }
    };
    expect(Array.from({ length: 13 }, (_, parties) => parties).filter(fits)).toEqual([3, 4, 5, 6, 7, 8]);
    expect(a.rejection(() => requirePartyCount(9, { minParties: 4, maxParties: 5 }))).toEqual({
      code: 'WRONG_PARTY_COUNT',
      parties: 9,
      minimum: 4,
      maximum: 5,
    });
  });

  test('everybody is somebody else: the position of the first who is not is told, and whom it repeats', () => {
    const [one, two] = a.callees;
    const rejected = (...callees: readonly PhoneNumber[]) => a.rejection(() => groupOf(a.caller, callees));
    expect(rejected(one!, a.caller)).toEqual({ code: 'DUPLICATE_NUMBER', field: 'callees[1]', sameAs: 'caller' });
    expect(rejected(one!, two!, one!, two!)).toMatchObject({ field: 'callees[2]', sameAs: 'callees[0]' });
    expect(groupOf(a.caller, [one!, two!]).callees).toEqual([one, two]);
  });

  test('an app whose bounds no conference could keep to cannot be built', () => {
    for (const [minParties, maxParties] of [
      [2, 8],
      [5, 4],
      [3, 51],
      [3, 4.5],
    ]) {
      expect(() => a.app({ conferences: { minParties: minParties!, maxParties: maxParties! } })).toThrow('possible');
    }
    expect(a.app({ conferences: { minParties: 3, maxParties: 50 } }).conferences.maxParties).toBe(50);
  });
});

describe('CONF-2: what is known of a participant', () => {
  test('nothing but its number, where the provider tells nothing: unknown, not no', () => {
    const unknown = { joined: null, endedAt: null, cause: null };
    for (const conference of [
      dialing,
      dialing.settled(a.conferenceReport(), Money.fen(24), a.after(90), now),
      dialing.settled(a.conferenceReport({ talkSeconds: 0 }), Money.zero, a.after(90), now),
    ]) {
      expect(participantsOf(conference)).toEqual(
        [a.caller, ...a.callees].map((number, position) => {
          return { number, role: position === 0 ? 'CALLER' : 'CALLEE', ...unknown };
        }),
      );
    }
  });

  test('what its leg says, where there is one', () => {
    const [one, two] = a.callees;
    const legs = [a.leg('BUSY', a.after(20), one!.digits), a.leg('NORMAL', a.after(90), two!.digits)];
    const ended = dialing.settled(a.conferenceReport({ legs }), Money.fen(24), a.after(90), now);
    expect(participantsOf(ended)).toMatchObject([
      { joined: null, endedAt: null, cause: null },
      { joined: false, endedAt: a.after(20), cause: 'BUSY' },
      { joined: null, endedAt: a.after(90), cause: 'NORMAL' },
      { joined: null, endedAt: null, cause: null },
    ]);
  });
});

describe('the life of a conference', () => {
  test('knows no ringing, and is under way once that was seen', () => {
    expect(dialing.progressed('CALLER_RINGING', null, now)).toBe(dialing);
    expect(dialing.progressed('CALLEE_RINGING', null, now)).toBe(dialing);
    expect(dialing.progressed('IN_PROGRESS', a.after(9), now)).toMatchObject({ status: 'IN_PROGRESS', version: 3 });
  });

  test('ends as its report says: with a talk it is COMPLETED, and FAILED where nothing tells why there was none', () => {
    expect(outcomeOf(a.conferenceReport())).toBe('COMPLETED');
    expect(outcomeOf(a.conferenceReport({ talkSeconds: 0 }))).toBe('FAILED');
  });

  test('ended when its start and its duration say, where no leg tells better; nothing else tells by whom', () => {
    const startedAt = a.after(29);
    expect(endOf(a.conferenceReport({ startedAt }))).toEqual(a.after(90));
    expect(endOf(a.conferenceReport({ startedAt: null }))).toBeNull();
    expect(endOf(a.conferenceReport({ legs: [a.leg('NORMAL', a.after(91))] }))).toEqual(a.after(91));
    const legs = [a.leg('NORMAL', a.after(9)), a.leg('NORMAL', a.after(10))];
    expect([endedBy(a.conferenceReport({ legs }), 300), endedBy(a.conferenceReport(), 61)]).toEqual([
      'UNKNOWN',
      'LIMIT',
    ]);
  });
});

describe('PRICE-2: what a conference costs', () => {
  test.each([
    ['CONVERSATION', 61, 24n],
    ['EACH_PARTY', 61, 96n],
    ['CONVERSATION', 0, 0n],
    ['EACH_PARTY', 0, 0n],
  ] as const)('of four parties, on %s, for %d s', (basis, talkSeconds, fen) => {
    const conference = a.placingConference({}, a.tariff(basis));
    expect(conference.order.reservation.fen).toBe(basis === 'CONVERSATION' ? 60n : 240n);
    expect(talkCost(conference.order, talkSeconds).fen).toBe(fen);
    const reserved = a.account({ reserved: Number(conference.order.reservation.fen) });
    const settled = settle(
      reserved,
      conference.accepted(a.aSession, a.after(1)),
      a.conferenceReport({ talkSeconds }),
      now,
    );
    expect(settled.resolution?.charge.fen).toBe(fen);
    expect(settled.account).toMatchObject({ reserved: Money.zero, balance: Money.fen(100_000n - fen) });
  });

  test('is the same for members in any order, and a difference is one whatever their order', () => {
    const members = [a.caller, ...a.callees].map(({ digits }) => digits);
    const orders = fc.shuffledSubarray(members, { minLength: members.length });
    fc.assert(
      fc.property(orders, orders, fc.integer({ min: 0, max: 300 }), (first, second, talkSeconds) => {
        const once = settle(account, dialing, a.conferenceReport({ members: first, talkSeconds }), now);
        expect(once.resolution?.charge).toEqual(talkCost(dialing.order, talkSeconds));
        const twice = a.conferenceReport({ members: second, talkSeconds });
        expect(settle(once.account!, once.call!, twice, now)).toEqual({});
        const other = a.conferenceReport({ members: second, talkSeconds: talkSeconds + 1 });
        expect(settle(once.account!, once.call!, other, now).discrepancies).toHaveLength(1);
      }),
    );
  });

  test('is nothing where it was voided, and its reservation comes back whole', () => {
    const released = release(account, dialing.voided(now), now);
    expect(released.account).toMatchObject({ reserved: Money.zero, balance: Money.fen(100_000n) });
  });
});

test('the members of a conference are a set, and never a pair', () => {
  const key = (members: readonly string[]) => partyKey({ kind: 'CONFERENCE', members });
  expect(key(['2', '1', '3', '1'])).toEqual(key(['3', '2', '1']));
  expect(key(['2', '1'])).not.toEqual(partyKey({ kind: 'CALL', caller: '1', callee: '2' }));
  const digits = numbersOf(dialing.order).map((number) => number.digits);
  expect(named(dialing.order)).toEqual({ kind: 'CONFERENCE', members: digits });
  expect(partyKey(named(dialing.order))).toEqual(key(digits.toReversed()));
});
