import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { standardDurationLimits } from '../../src/domain/app.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { Money } from '../../src/domain/money.ts';
import type { Quote } from '../../src/domain/quote.ts';
import { quoteCall, talkCost } from '../../src/domain/quote.ts';
import * as a from '../support/a.ts';
import { figure } from '../support/figures.ts';

const quote = (fen: number, maxSeconds: number | null, minSeconds: number | null = null, basis = a.tariff()): Quote =>
  quoteCall(basis, standardDurationLimits, Money.fen(fen), { maxSeconds, minSeconds }, 2);

describe('CALL-3: the duration is cut to what is available', () => {
  test.each([
    { name: 'nothing asked: the default', fen: 1000_00, max: null, min: null, granted: 1800, worst: 360 },
    { name: 'nothing asked and one minute affordable', fen: 12, max: null, min: null, granted: 60, worst: 12 },
    { name: 'nothing asked and 23 fen: still one minute', fen: 23, max: null, min: null, granted: 60, worst: 12 },
    { name: 'asked and affordable', fen: 1000_00, max: 300, min: null, granted: 300, worst: 60 },
    { name: 'asked, no whole minutes, and affordable', fen: 24, max: 61, min: null, granted: 61, worst: 24 },
    { name: 'cut to whole minutes where less will do', fen: 23, max: 90, min: 30, granted: 60, worst: 12 },
    { name: 'cut exactly to the minimum', fen: 12, max: 300, min: 60, granted: 60, worst: 12 },
    { name: 'the ceiling', fen: 1000_00, max: 7200, min: null, granted: 7200, worst: 1440 },
    { name: 'a second', fen: 12, max: 1, min: null, granted: 1, worst: 12 },
  ])('$name', ({ fen, max, min, granted, worst }) => {
    const { grantedSeconds, worstCase, minutes } = quote(fen, max, min);
    expect({ grantedSeconds, worst: Number(worstCase.fen) }).toEqual({ grantedSeconds: granted, worst });
    expect(minutes).toBe(BigInt(Math.ceil(granted / 60)));
  });

  test('each party is paid for where the basis says so', () => {
    expect(quote(24, null, null, a.tariff('EACH_PARTY'))).toMatchObject({
      grantedSeconds: 60,
      worstCase: { fen: 24n },
    });
    expect(a.rejection(() => quote(23, null, null, a.tariff('EACH_PARTY'))).code).toBe('INSUFFICIENT_BALANCE');
  });

  test.each([
    { name: 'nothing asked: one minute must be there', fen: 11, max: null, min: null, required: 12 },
    { name: 'all that was asked must be', fen: 59, max: 300, min: null, required: 60 },
    { name: 'or the minimum', fen: 35, max: 300, min: 121, required: 36 },
    { name: 'an empty account', fen: 0, max: 1, min: null, required: 12 },
  ])('refuses what is not affordable: $name', ({ fen, max, min, required }) => {
    expect(a.rejection(() => quote(fen, max, min))).toEqual({
      code: 'INSUFFICIENT_BALANCE',
      available: Money.fen(fen),
      required: Money.fen(required),
    });
  });

  test.each([
    ['maxDurationSeconds', 0, null, 7200],
    ['maxDurationSeconds', -1, null, 7200],
    ['maxDurationSeconds', 7201, null, 7200],
    ['maxDurationSeconds', 60.5, null, 7200],
    ['maxDurationSeconds', NaN, null, 7200],
    ['maxDurationSeconds', 1e308, null, 7200],
    ['minDurationSeconds', 300, 0, 300],
    ['minDurationSeconds', 300, 301, 300],
    ['minDurationSeconds', null, 1801, 1800],
    ['minDurationSeconds', 300, 0.5, 300],
  ])('refuses %s out of its limits (max %s, min %s)', (field, max, min, maximum) => {
    expect(a.rejection(() => quote(1000_00, max, min))).toEqual({
      code: 'INVALID_DURATION',
      field,
      minimum: 1,
      maximum,
    });
  });

  test('a default below a minute needs no more than itself', () => {
    const limits = { defaultSeconds: 30, ceilingSeconds: 7200 };
    const short = quoteCall(a.tariff(), limits, Money.fen(12), { maxSeconds: null, minSeconds: null }, 2);
    expect(short.grantedSeconds).toBe(30);
  });

  test('whatever is asked, no duration up to what is granted charges more than is reserved', () => {
    const odd = fc.constantFrom(0, -1, 0.5, NaN, Infinity, 1e308, 2 ** 53);
    const asked = fc.option(fc.oneof(fc.integer({ min: 1, max: 7300 }), odd));
    const available = fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 2 ** 52 }));
    const basis = fc.constantFrom('CONVERSATION' as const, 'EACH_PARTY' as const);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(available, asked, asked, basis, share, (fen, max, min, by, talked) => {
        let granted: Quote;
        try {
          granted = quote(fen, max, min, a.tariff(by));
        } catch (error) {
          if (error instanceof DomainError) return;
          throw error;
        }
        const { tariff, grantedSeconds, worstCase } = granted;
        const talkSeconds = Math.round(grantedSeconds * talked);
        expect(talkCost(a.order({ tariff }), talkSeconds).exceeds(worstCase)).toBe(false);
        expect(talkCost(a.order({ tariff }), grantedSeconds)).toEqual(worstCase);
        expect(worstCase.exceeds(Money.fen(fen))).toBe(false);
      }),
      { numRuns: figure(20_000, 1_000_000) },
    );
  }, 120_000);

  test('whatever is asked, a quote lies within what is available and what was asked', () => {
    const seconds = fc.option(fc.integer({ min: -10, max: 8000 }));
    const basis = fc.constantFrom('CONVERSATION' as const, 'EACH_PARTY' as const);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), seconds, seconds, basis, (fen, max, min, by) => {
        try {
          const { grantedSeconds, worstCase } = quote(fen, max, min, a.tariff(by));
          expect(worstCase.exceeds(Money.fen(fen))).toBe(false);
          expect(grantedSeconds).toBeLessThanOrEqual(max ?? 1800);
          expect(grantedSeconds).toBeGreaterThanOrEqual(min ?? max ?? 60);
          expect(grantedSeconds === (max ?? 1800) || grantedSeconds % 60 === 0).toBe(true);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });
});
