import { DomainError } from '../domain/errors.ts';
import { checkPassword } from '../domain/member.ts';
import type { MemberPrincipal } from '../domain/principal.ts';
import type { ClientAddress } from './limited-try.ts';
import { fromAddress, limitedTry, underEmail } from './limited-try.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';

export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/**
 * ACC-1: a new password for who knows the old one. Every other login of the member ends. Whoever found a token must not
 * find the password out with it: wrong ones count like those at the door.
 *
 * @throws DomainError WEAK_PASSWORD, WRONG_CREDENTIALS, TOO_MANY_TRIES
 */
export function changePassword(ports: Ports, settings: Settings) {
  const { people, passwords, clock } = ports;
  return async (principal: MemberPrincipal, input: PasswordChange, address: ClientAddress = null): Promise<void> => {
    checkPassword(input.newPassword);
    const member = await people.memberById(principal.id);
    const under = [underEmail('MEMBER', member?.email ?? '', settings), fromAddress(address, settings)];
    await limitedTry(ports, under, async () => {
      const right = await passwords.verify(member?.passwordHash ?? null, input.currentPassword);
      if (!right) throw new DomainError({ code: 'WRONG_CREDENTIALS' });
      const hash = await passwords.hash(input.newPassword);
      await people.changePassword(principal.id, hash, principal.login, clock.wall());
    });
  };
}
