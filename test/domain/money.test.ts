import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Money } from '../../src/domain/money.ts';

const LARGEST = 2n ** 63n - 1n;
const fen = fc.bigInt({ min: -99_999_999_999_999_999n, max: 99_999_999_999_999_999n });

describe('Money is whole fen and never a float', () => {
  test('what is printed as yuan is read back as the same amount', () => {
    fc.assert(
      fc.property(fen, (amount) => {
        expect(Money.fromYuan(Money.fen(amount).toYuan())?.fen).toBe(amount);
      }),
    );
  });

  test.each([
    ['0', 0n],
    ['-0', 0n],
    ['0.1', 10n],
    ['0.12', 12n],
    ['-0.05', -5n],
    ['1000', 100_000n],
    ['999.99', 99_999n],
    ['0001.5', 150n],
    ['90071992547409.93', 9_007_199_254_740_993n],
    ['999999999999999.99', 99_999_999_999_999_999n],
  ])('reads %s yuan', (text, expected) => {
    expect(Money.fromYuan(text)?.fen).toBe(expected);
  });

  test.each([
    '1000.001',
    '1e9',
    'abc',
    '',
    ' ',
    '1,000',
    '.5',
    '5.',
    '+1',
    '--1',
    '0x10',
    '１０００',
    '1000\n',
    ' 1',
    'NaN',
    'Infinity',
    '1000000000000000',
  ])('does not read %j', (text) => {
    expect(Money.fromYuan(text)).toBeNull();
  });

  test('reads nothing but decimal yuan with at most two places, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String)), (text) => {
        const money = Money.fromYuan(text);
        expect(money !== null).toBe(/^-?\d{1,15}(\.\d\d?)?$/.test(text));
      }),
    );
  });

  test.each([
    [0n, '0.00'],
    [5n, '0.05'],
    [-5n, '-0.05'],
    [100_000n, '1000.00'],
    [LARGEST, '92233720368547758.07'],
    [-LARGEST, '-92233720368547758.07'],
  ])('prints %s fen', (amount, expected) => {
    expect(Money.fen(amount).toYuan()).toBe(expected);
  });

  test.each([2n ** 31n, 2n ** 53n, LARGEST - 3n])('is exact around %s fen', (edge) => {
    for (const step of [-3n, -2n, -1n, 0n, 1n, 2n, 3n])
      expect(Money.fen(edge).plus(Money.fen(step)).fen).toBe(edge + step);
  });

  test('never holds more than the database can', () => {
    const largest = Money.fen(LARGEST);
    expect(() => largest.plus(Money.fen(1))).toThrow('63 bits');
    expect(() => largest.times(2n)).toThrow('63 bits');
    expect(() => Money.fen(-LARGEST).minus(Money.fen(1))).toThrow('63 bits');
    expect(() => Money.fen(0.5)).toThrow(RangeError);
  });

  test('adds, subtracts and compares as the integers do', () => {
    fc.assert(
      fc.property(fen, fen, (x, y) => {
        const [a, b] = [Money.fen(x), Money.fen(y)];
        expect(a.plus(b).fen).toBe(x + y);
        expect(a.minus(b).fen).toBe(x - y);
        expect(a.exceeds(b)).toBe(x > y);
        expect(a.equals(b)).toBe(x === y);
        expect(a.atMost(b).fen).toBe(x < y ? x : y);
        expect([a.isZero, a.isNegative]).toEqual([x === 0n, x < 0n]);
      }),
    );
  });
});

test('the same amount is equal, however it came about', () => {
  expect(Money.fen(7).plus(Money.fen(5)).equals(Money.fen(12))).toBe(true);
  expect(Money.fen(-12).equals(Money.fen(12))).toBe(false);
});
