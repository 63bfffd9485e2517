import { DomainError } from './errors.ts';

/** What a numbering plan knows about a text; facts for {@link PhoneNumber.parse}, which decides. */
export interface NumberFacts {
  /** ISO country of the number, or null where none could be read. */
  readonly country: string | null;
  /** National significant digits with the trunk prefix where the country writes one (`057186778825`). */
  readonly nationalDigits: string;
  readonly kind: 'MOBILE' | 'LANDLINE' | 'OTHER' | 'INVALID';
}

const MOBILE = /^1[3-9]\d{9}$/;
/**
 * Area code and 7 or 8 digits. No subscriber's number begins with 0 or 1: an exchange that is sent `0571` `110…` may
 * ring the police of Hangzhou, whatever digits follow.
 */
const LANDLINE = /^0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}$/;

/**
 * A mainland China mobile or landline number in national digits, as the provider wants it: `13800000001`,
 * `057186778825` (CALL-1). Foreign numbers, short and emergency codes, 400/800 and premium numbers cannot be built.
 */
export class PhoneNumber {
  private constructor(readonly digits: string) {}

  /** @throws DomainError FOREIGN_NUMBER or INVALID_NUMBER, naming `field`. */
  static parse(field: string, facts: NumberFacts): PhoneNumber {
    if (facts.country !== null && facts.country !== 'CN') throw new DomainError({ code: 'FOREIGN_NUMBER', field });
    if (facts.kind === 'INVALID') throw new DomainError({ code: 'INVALID_NUMBER', field, problem: 'MALFORMED' });
    if (facts.kind === 'MOBILE' && MOBILE.test(facts.nationalDigits)) return new PhoneNumber(facts.nationalDigits);
    if (facts.kind === 'LANDLINE' && LANDLINE.test(facts.nationalDigits)) return new PhoneNumber(facts.nationalDigits);
    throw new DomainError({ code: 'INVALID_NUMBER', field, problem: 'NOT_SERVED' });
  }

  /** For numbers that were parsed before: a stored row. */
  static restore(digits: string): PhoneNumber {
    return new PhoneNumber(digits);
  }

  get isMobile(): boolean {
    return MOBILE.test(this.digits);
  }

  equals(other: PhoneNumber): boolean {
    return this.digits === other.digits;
  }

  /** `138****0001`: what a log line or an error may show (ROLE-3). */
  get masked(): string {
    return `${this.digits.slice(0, 3)}****${this.digits.slice(-4)}`;
  }
}
