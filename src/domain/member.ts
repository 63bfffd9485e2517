import { DomainError } from './errors.ts';
import type { AccountId, MemberId } from './ids.ts';
import type { PhoneNumber } from './phone-number.ts';
import type { Role } from './role.ts';

const PASSWORD_MIN_LENGTH = 10;
const PASSWORD_MAX_LENGTH = 128;

/** A person who signs in for an account (ACC-1). One present member per e-mail. */
export interface Member {
  readonly id: MemberId;
  readonly account: AccountId;
  /** Lower case. */
  readonly email: string;
  readonly mobile: PhoneNumber;
  readonly role: Role;
  /** As the password hasher wrote it. */
  readonly passwordHash: string;
  readonly createdAt: Date;
  /** From then on it is remembered, and nothing else. Null while it is a member. */
  readonly removedAt: Date | null;
}

/** A member as others of its account see it. */
export type MemberProfile = Omit<Member, 'passwordHash'>;

/** @throws DomainError WEAK_PASSWORD, with the limits. Length is what counts; rules about characters are not made. */
export function checkPassword(password: string): void {
  const length = [...password].length;
  if (length < PASSWORD_MIN_LENGTH || length > PASSWORD_MAX_LENGTH) {
    throw new DomainError({ code: 'WEAK_PASSWORD', minLength: PASSWORD_MIN_LENGTH, maxLength: PASSWORD_MAX_LENGTH });
  }
}

/** An SMS goes to a mobile. @throws DomainError INVALID_NUMBER */
export function requireMobile(field: string, number: PhoneNumber): PhoneNumber {
  if (!number.isMobile) throw new DomainError({ code: 'INVALID_NUMBER', field, problem: 'NOT_MOBILE' });
  return number;
}

/** ACC-1: consent to the terms is part of a registration. @throws DomainError TERMS_NOT_ACCEPTED */
export function requireConsent(acceptsTerms: boolean): void {
  if (!acceptsTerms) throw new DomainError({ code: 'TERMS_NOT_ACCEPTED' });
}
