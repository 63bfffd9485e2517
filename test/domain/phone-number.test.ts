import { describe, expect, test } from 'vitest';
import type { NumberFacts } from '../../src/domain/phone-number.ts';
import { PhoneNumber } from '../../src/domain/phone-number.ts';
import * as a from '../support/a.ts';

const facts = (given: Partial<NumberFacts>): NumberFacts => ({
  country: 'CN',
  nationalDigits: '13800000001',
  kind: 'MOBILE',
  ...given,
});

describe('CALL-1: mainland mobiles and landlines', () => {
  test.each([
    ['MOBILE', '13800000001', true],
    ['MOBILE', '19912345678', true],
    ['LANDLINE', '057186778825', false],
    ['LANDLINE', '01086778825', false],
    ['LANDLINE', '02186778825', false],
  ] as const)('%s %s', (kind, nationalDigits, isMobile) => {
    const number = PhoneNumber.parse('caller', facts({ kind, nationalDigits }));
    expect(number).toMatchObject({ digits: nationalDigits, isMobile });
  });

  test.each([
    [{ country: 'US' }, 'FOREIGN_NUMBER'],
    [{ country: 'HK', kind: 'INVALID' as const }, 'FOREIGN_NUMBER'],
    [{ country: null, kind: 'INVALID' as const }, 'INVALID_NUMBER'],
    [{ kind: 'INVALID' as const }, 'INVALID_NUMBER'],
    [{ kind: 'OTHER' as const, nationalDigits: '4008001234' }, 'INVALID_NUMBER'],
    // A plan that is wrong about the kind does not get a service number dialled.
    [{ kind: 'LANDLINE' as const, nationalDigits: '075595588' }, 'INVALID_NUMBER'],
    [{ kind: 'LANDLINE' as const, nationalDigits: '057111012345' }, 'INVALID_NUMBER'],
    [{ kind: 'LANDLINE' as const, nationalDigits: '57186778825' }, 'INVALID_NUMBER'],
    [{ kind: 'MOBILE' as const, nationalDigits: '12800000001' }, 'INVALID_NUMBER'],
    [{ kind: 'LANDLINE' as const, nationalDigits: '0571867788251' }, 'INVALID_NUMBER'],
    [{ kind: 'LANDLINE' as const, nationalDigits: '9057186778825' }, 'INVALID_NUMBER'],
    [{ kind: 'LANDLINE' as const, nationalDigits: '13800000001' }, 'INVALID_NUMBER'],
    [{ kind: 'MOBILE' as const, nationalDigits: '110' }, 'INVALID_NUMBER'],
    [{ kind: 'MOBILE' as const, nationalDigits: '138000000011' }, 'INVALID_NUMBER'],
    [{ kind: 'MOBILE' as const, nationalDigits: '9013800000001' }, 'INVALID_NUMBER'],
    [{ kind: 'MOBILE' as const, nationalDigits: '057186778825' }, 'INVALID_NUMBER'],
    [{ kind: 'OTHER' as const, nationalDigits: '13800000001' }, 'INVALID_NUMBER'],
  ])('refuses %j', (given, code) => {
    expect(a.rejection(() => PhoneNumber.parse('callee', facts(given)))).toMatchObject({ code, field: 'callee' });
  });

  test.each([
    ['INVALID', 'MALFORMED'],
    ['OTHER', 'NOT_SERVED'],
  ] as const)('what is %s to the numbering plan is refused as %s', (kind, problem) => {
    const refused = a.rejection(() => PhoneNumber.parse('caller', facts({ kind })));
    expect(refused).toEqual({ code: 'INVALID_NUMBER', field: 'caller', problem });
  });

  test('two spellings of one number are the same', () => {
    expect(a.caller.equals(PhoneNumber.restore('13800000001'))).toBe(true);
    expect(a.caller.equals(a.callee)).toBe(false);
  });
});

test('ROLE-3: a masked number keeps its ends', () => {
  expect([a.caller.masked, a.callee.masked]).toEqual(['138****0001', '057****8825']);
});
