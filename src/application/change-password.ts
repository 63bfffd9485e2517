import { DomainError } from '../domain/errors.ts';
import { checkPassword } from '../domain/member.ts';
import type { MemberPrincipal } from '../domain/principal.ts';
import type { Ports } from './ports/ports.ts';

/**
 * ACC-1: a new password for who knows the old one. Every other login of the member ends.
 *
 * @throws DomainError WEAK_PASSWORD, WRONG_CREDENTIALS
 */
export function changePassword({ people, passwords, clock }: Ports) {
  return async (principal: MemberPrincipal, input: { currentPassword: string; newPassword: string }): Promise<void> => {
    checkPassword(input.newPassword);
    const member = await people.memberById(principal.id);
    const right = await passwords.verify(member?.passwordHash ?? null, input.currentPassword);
    if (!right) throw new DomainError({ code: 'WRONG_CREDENTIALS' });
    const hash = await passwords.hash(input.newPassword);
    await people.changePassword(principal.id, hash, principal.login, clock.wall());
  };
}
