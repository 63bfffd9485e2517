import { DomainError } from '../domain/errors.ts';
import { checkPassword, requireMobile } from '../domain/member.ts';
import { PhoneNumber } from '../domain/phone-number.ts';
import type { ClientAddress } from './limited-try.ts';
import { fromAddress, limitedTry, underEmail, underMobile } from './limited-try.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';
import { spendCode } from './spend-code.ts';

export interface PasswordReset {
  readonly email: string;
  readonly mobile: string;
  readonly code: string;
  readonly newPassword: string;
}

/**
 * ACC-1: a new password for who holds the member's mobile. Every login of the member ends. An e-mail that does not
 * belong to the mobile is answered like a wrong code.
 *
 * @throws DomainError WEAK_PASSWORD, INVALID_NUMBER, FOREIGN_NUMBER, WRONG_CODE, TOO_MANY_TRIES
 */
export function resetPassword(ports: Ports, settings: Settings) {
  const { people, numbers, passwords, clock } = ports;
  return async (input: PasswordReset, address: ClientAddress = null): Promise<void> => {
    checkPassword(input.newPassword);
    const mobile = requireMobile('mobile', PhoneNumber.parse('mobile', numbers.describe(input.mobile)));
    const email = input.email.trim().toLowerCase();
    const names = [underEmail('MEMBER', email, settings), underMobile(mobile, settings)];
    await limitedTry(ports, [...names, fromAddress(address, settings)], async () => {
      await spendCode(ports, mobile, 'PASSWORD_RESET', input.code);
      const member = await people.memberByEmail(email);
      if (member === null || !member.mobile.equals(mobile)) throw new DomainError({ code: 'WRONG_CODE' });
      await people.changePassword(member.id, await passwords.hash(input.newPassword), null, clock.wall());
    });
  };
}
