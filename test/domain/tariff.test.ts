import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Money } from '../../src/domain/money.ts';
import { talkCost } from '../../src/domain/quote.ts';
import type { Basis } from '../../src/domain/tariff.ts';
import { Tariff } from '../../src/domain/tariff.ts';
import * as a from '../support/a.ts';

const bases: readonly Basis[] = ['CONVERSATION', 'EACH_PARTY'];

describe('PRICE-1: every started minute counts', () => {
  test.each([
    [0, 0n],
    [1, 1n],
    [59, 1n],
    [60, 1n],
    [61, 2n],
    [120, 2n],
    [121, 3n],
    [86_400, 1440n],
  ])('%i s are %s minutes', (seconds, minutes) => {
    expect(Tariff.startedMinutes(seconds)).toBe(minutes);
  });

  test.each([-1, 0.5, NaN, Infinity, 2 ** 53])('takes whole seconds, not %s', (seconds) => {
    expect(() => Tariff.startedMinutes(seconds)).toThrow('Assertion failed');
  });

  test('a price has a version, which a call keeps', () => {
    expect(Tariff.standard('CONVERSATION').version).toBe('2016-01');
  });

  test('a minute costs 12 fen', () => {
    expect(Tariff.standard('CONVERSATION').cost(60, 2).toYuan()).toBe('0.12');
  });
});

describe('PRICE-2: the basis decides what is counted', () => {
  test('every second of a day × 1…8 parties × both bases agree with counting minute by minute', () => {
    const wrong: string[] = [];
    for (const basis of bases) {
      const tariff = Tariff.standard(basis);
      for (let parties = 1; parties <= 8; parties++) {
        let expected = 0;
        for (let seconds = 0; seconds <= 86_400; seconds++) {
          // A minute starts at 0:00, 1:00, 2:00 … and is paid by whoever talks in its first second.
          if (seconds % 60 === 1) expected += 12 * (basis === 'EACH_PARTY' ? parties : 1);
          if (tariff.cost(seconds, parties).fen !== BigInt(expected)) wrong.push(`${basis} ${parties} ${seconds}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('a call has two parties', () => {
    expect(talkCost(a.order({ tariff: Tariff.standard('CONVERSATION') }), 61).fen).toBe(24n);
    expect(talkCost(a.order({ tariff: Tariff.standard('EACH_PARTY') }), 61).fen).toBe(48n);
  });

  test('no conversation is free on either basis (PRICE-3)', () => {
    for (const basis of bases) expect(Tariff.standard(basis).cost(0, 8).isZero).toBe(true);
  });

  test('a charge never falls as the conversation grows, and is within a minute of the exact price', () => {
    const seconds = fc.integer({ min: 0, max: 86_400 });
    fc.assert(
      fc.property(
        seconds,
        seconds,
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom(...bases),
        (x, y, parties, basis) => {
          const tariff = Tariff.standard(basis);
          const [shorter, longer] = [Math.min(x, y), Math.max(x, y)];
          expect(tariff.cost(shorter, parties).exceeds(tariff.cost(longer, parties))).toBe(false);
          const units = basis === 'EACH_PARTY' ? parties : 1;
          const excess = Number(tariff.cost(x, parties).fen) * 60 - x * 12 * units;
          expect(excess).toBeGreaterThanOrEqual(0);
          expect(excess).toBeLessThan(60 * 12 * units);
        },
      ),
    );
  });
});

describe('ACC-5: the balance in minutes', () => {
  test.each([
    [1000_00, 8333n, 4n],
    [0, 0n, 0n],
    [11, 0n, 11n],
    [12, 1n, 0n],
    [23, 1n, 11n],
    [-1, 0n, 0n],
  ])('%i fen', (fen, minutes, over) => {
    const tariff = Tariff.standard('CONVERSATION');
    expect(tariff.minutesLeft(Money.fen(fen))).toBe(minutes);
    expect(tariff.remainder(Money.fen(fen)).fen).toBe(over);
  });
});

describe('CALL-3: what an amount buys', () => {
  test('is in whole minutes, is covered by the amount, and one minute more is not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -100, max: 10_000_000 }),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom(...bases),
        (fen, parties, basis) => {
          const tariff = Tariff.standard(basis);
          const available = Money.fen(fen);
          const seconds = tariff.affordableSeconds(available, parties);
          expect(seconds % 60).toBe(0);
          if (seconds > 0) expect(tariff.cost(seconds, parties).exceeds(available)).toBe(false);
          expect(tariff.cost(seconds + 1, parties).exceeds(available)).toBe(true);
        },
      ),
    );
  });

  test('stays a number that counts, however rich the account', () => {
    const seconds = Tariff.standard('CONVERSATION').affordableSeconds(Money.fen(2n ** 63n - 1n), 2);
    expect(Number.isSafeInteger(seconds)).toBe(true);
  });

  test('a price of nothing is a mistake', () => {
    expect(() => new Tariff('free', Money.zero, 'CONVERSATION')).toThrow('Assertion failed');
  });
});
