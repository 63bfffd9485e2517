import { DomainError } from '../domain/errors.ts';
import type { LoginId } from '../domain/ids.ts';
import { Login } from '../domain/login.ts';
import type { Member } from '../domain/member.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';
import type { IssuedTokens } from './tokens.ts';
import { issueTokens } from './tokens.ts';

/**
 * ROLE-2. The answer, and the time it takes, are the same for an unknown e-mail and a wrong password. A password that is
 * changed while it is being verified opens nothing any more (ACC-1).
 *
 * @throws DomainError WRONG_CREDENTIALS
 */
export function signIn(ports: Ports, settings: Settings) {
  const { people, passwords, random } = ports;
  return async (input: { email: string; password: string }): Promise<{ member: Member; tokens: IssuedTokens }> => {
    const member = await people.memberByEmail(input.email.trim().toLowerCase());
    const right = await passwords.verify(member?.passwordHash ?? null, input.password);
    if (member === null || !right) throw new DomainError({ code: 'WRONG_CREDENTIALS' });
    const { issued, stored } = issueTokens(ports, settings);
    const opened = await people.openLogin(Login.open(random.id() as LoginId, member.id, stored), member.passwordHash);
    if (!opened) throw new DomainError({ code: 'WRONG_CREDENTIALS' });
    return { member, tokens: issued };
  };
}
