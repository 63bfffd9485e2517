import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LibphonenumberPlan } from '../../../src/adapters/system/libphonenumber-plan.ts';
import { DomainError } from '../../../src/domain/errors.ts';
import { PhoneNumber } from '../../../src/domain/phone-number.ts';
import { figure } from '../../support/figures.ts';

const plan = new LibphonenumberPlan();
const TEXTS = figure(1000, 1_000_000);

/** The digits that would be dialled, or why none would. */
function read(text: string): string {
  try {
    return PhoneNumber.parse('callee', plan.describe(text)).digits;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

describe('CALL-1: mainland mobiles and landlines are served', () => {
  test.each([
    ['13800000001', '13800000001'],
    ['+8613800000001', '13800000001'],
    ['008613800000001', '13800000001'],
    ['+86 138 0000 0001', '13800000001'],
    ['138-0000-0001', '13800000001'],
    [' 13800000001 ', '13800000001'],
    ['0086-138-0000-0001', '13800000001'],
    ['19912345678', '19912345678'],
    ['17012345678', '17012345678'],
    ['057186778825', '057186778825'],
    ['0571-86778825', '057186778825'],
    ['0571 8677 8825', '057186778825'],
    ['+86 571 8677 8825', '057186778825'],
    ['+86 0571 8677 8825', '057186778825'],
    ['0086 571 86778825', '057186778825'],
    ['010-86778825', '01086778825'],
    ['+86 10 8677 8825', '01086778825'],
    ['021 6128 1234', '02161281234'],
    ['0755-26001234', '075526001234'],
    ['0998-2234567', '09982234567'],
  ])('%s is %s', (text, digits) => {
    expect(read(text)).toBe(digits);
  });
});

describe('CALL-1: foreign numbers are refused as such', () => {
  test.each([
    ['Hong Kong', '+852 2345 6789'],
    ['Hong Kong', '0085261234567'],
    ['Macao', '+853 6612 3456'],
    ['Taiwan', '+886 912 345 678'],
    ['Taiwan', '00886-2-2345-6789'],
    ['the United States', '+1 650 253 0000'],
    ['Japan', '+81 3 1234 5678'],
    ['Russia', '+7 495 123 45 67'],
    ['no country', '+800 1234 5678'],
    ['a satellite', '+881 612 345 678'],
  ])('%s: %s', (_where, text) => {
    expect(read(text)).toBe('FOREIGN_NUMBER');
  });

  test('ABUSE-3: no country code but 86 is ever accepted', () => {
    const subscribers = ['13800000001', '2345678', '12345678', '612345678', '2125550123', '57186778825', '1'];
    const accepted: string[] = [];
    for (let code = 1; code <= 999; code++) {
      if (String(code).startsWith('86')) continue;
      for (const subscriber of subscribers) {
        for (const text of [`+${code}${subscriber}`, `00${code} ${subscriber}`, `+${code}-${subscriber}`]) {
          // +8 6… is a country code of 86 written apart: the digits are the same.
          if (/^(\+|00)86/.test(text.replace(/[ -]/g, ''))) continue;
          if (!read(text).endsWith('_NUMBER')) accepted.push(text);
        }
      }
    }
    expect(accepted).toEqual([]);
  });
});

describe('ABUSE-3: what is no telephone of a person is refused', () => {
  test.each([
    '110',
    '119',
    '120',
    '122',
    '112',
    '+86110',
    '0086 120',
    '010110',
    '0571-110',
    '12345',
    '12315',
    '10000',
    '10010',
    '10086',
    '+8610086',
    '95588',
    '010-95588',
    '0755-95588',
    '0755-10086',
    '075595588',
    '4008001234',
    '400-800-1234',
    '8008101234',
    '800-810-1234',
    '1010',
    '10101010',
    '01010',
    '9501312345678',
    '16812345678',
    '11812345678',
    '1069123456789',
    '1064812345678',
    '1380000000',
    '138000000011',
    '12800000001',
    '0571867788',
    '057100000000',
    '0571-11012345',
    '010 12012345',
    '020-12345678',
    '0998-1101234',
    '000000000000',
    '00',
    '0',
    '1',
  ])('%s', (text) => {
    expect(read(text)).toBe('INVALID_NUMBER');
  });

  test.each([
    '',
    ' ',
    '１３８００００００１',
    '１３８００００００００１',
    '١٣٨٠٠٠٠٠٠٠١',
    '138OOOOOOO1',
    '1380000000a',
    'a13800000001',
    '13800000001x1',
    '13800000001;ext=1',
    'tel:13800000001',
    '13800000001#',
    '*13800000001',
    '13800000001,110',
    '13800000001/110',
    '++8613800000001',
    '86+13800000001',
    '13800000001\u0000',
    '138\u200b00000001',
    "13800000001' OR 1=1",
    '1'.repeat(10_000),
  ])('%j', (text) => {
    expect(read(text)).toBe('INVALID_NUMBER');
  });

  test.each(['1795113800000001', '12593 13800000001', '17951 0571 86778825', '12593008613800000001', '8613800000001'])(
    'anything else before the number than +86 or 0086: %s',
    (text) => {
      expect(read(text)).toBe('INVALID_NUMBER');
    },
  );

  test(`${TEXTS} random texts are refused, but for mainland numbers among them`, { timeout: 10_000 + TEXTS }, () => {
    const digit = fc.nat({ max: 9 }).map(String);
    const written = fc.array(fc.oneof({ weight: 8, arbitrary: digit }, fc.constantFrom('+', '-', ' ', '(', ')', '.')), {
      maxLength: 20,
    });
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      written.map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const digits = read(text);
        if (digits.endsWith('_NUMBER')) return;
        expect(digits).toMatch(/^(1[3-9]\d{9}|0[1-9]\d{8,10})$/);
        expect(read(digits)).toBe(digits);
        expect(read(`+86${digits}`)).toBe(digits);
        expect(text.replace(/\D/g, '').endsWith(digits.replace(/^0/, ''))).toBe(true);
      }),
      { numRuns: TEXTS },
    );
  });
});
