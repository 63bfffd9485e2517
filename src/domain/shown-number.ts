import { DomainError } from './errors.ts';
import type { NumberFacts } from './phone-number.ts';
import { PhoneNumber } from './phone-number.ts';

/** A fixed 400 number: it is called by others and never by us, so CALL-1 does not have it. */
const FIXED_400 = /^400\d{7}$/;

/**
 * ACC-7: a number that a party may be shown, in national digits: a fixed 400 number (`4008001234`), or a mainland landline
 * or mobile number.
 */
export class ShownNumber {
  private constructor(readonly digits: string) {}

  /** @throws DomainError FOREIGN_NUMBER or INVALID_NUMBER, naming `field`. */
  static parse(field: string, facts: NumberFacts): ShownNumber {
    if (facts.country !== null && facts.country !== 'CN') throw new DomainError({ code: 'FOREIGN_NUMBER', field });
    if (facts.kind !== 'OTHER') return new ShownNumber(PhoneNumber.parse(field, facts).digits);
    if (FIXED_400.test(facts.nationalDigits)) return new ShownNumber(facts.nationalDigits);
    throw new DomainError({ code: 'INVALID_NUMBER', field, problem: 'NOT_SHOWN' });
  }

  /** For numbers that were parsed before: a stored row. */
  static restore(digits: string): ShownNumber {
    return new ShownNumber(digits);
  }
}
