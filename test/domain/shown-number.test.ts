import { describe, expect, test } from 'vitest';
import { LibphonenumberPlan } from '../../src/adapters/system/libphonenumber-plan.ts';
import { ShownNumber } from '../../src/domain/shown-number.ts';
import * as a from '../support/a.ts';

const plan = new LibphonenumberPlan();
const parse = (text: string): string => ShownNumber.parse('number', plan.describe(text)).digits;

describe('ACC-7: a number that is shown', () => {
  test.each([
    ['4008001234', '4008001234'],
    ['400-800-1234', '4008001234'],
    ['+86 400 800 1234', '4008001234'],
    ['4001234567', '4001234567'],
    ['0571-8677 8825', '057186778825'],
    ['+86 138 0000 0001', '13800000001'],
  ])('may be %s', (text, digits) => {
    expect(parse(text)).toBe(digits);
  });

  test.each([
    ['8008001234', 'NOT_SHOWN'],
    ['400800123', 'MALFORMED'],
    ['40080012345', 'MALFORMED'],
    ['110', 'MALFORMED'],
    ['400', 'MALFORMED'],
    ['', 'MALFORMED'],
    ['not a number', 'MALFORMED'],
  ])('may not be %j', (text, problem) => {
    expect(a.rejection(() => parse(text))).toEqual({ code: 'INVALID_NUMBER', field: 'number', problem });
  });

  test.each(['+852 2123 4567', '+1 212 555 0100', '+886 2 2123 4567'])('is not foreign: %s', (text) => {
    expect(a.rejection(() => parse(text))).toEqual({ code: 'FOREIGN_NUMBER', field: 'number' });
  });
});
