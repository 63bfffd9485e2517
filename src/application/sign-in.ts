import { DomainError } from '../domain/errors.ts';
import type { LoginId } from '../domain/ids.ts';
import { Login } from '../domain/login.ts';
import type { Member } from '../domain/member.ts';
import type { ClientAddress } from './limited-try.ts';
import { fromAddress, limitedTry, underEmail } from './limited-try.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';
import type { IssuedTokens } from './tokens.ts';
import { issueTokens } from './tokens.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

interface SignedIn {
  readonly member: Member;
  readonly tokens: IssuedTokens;
}

/**
 * ROLE-2. The answer, and the time it takes, are the same for an unknown e-mail and a wrong password. A password that is
 * changed while it is being verified opens nothing any more (ACC-1). After too many wrong ones nothing is verified.
 *
 * @throws DomainError WRONG_CREDENTIALS, TOO_MANY_TRIES
 */
export function signIn(ports: Ports, settings: Settings) {
  return (input: Credentials, address: ClientAddress = null): Promise<SignedIn> => {
    const email = input.email.trim().toLowerCase();
    const under = [underEmail('MEMBER', email, settings), fromAddress(address, settings)];
    return limitedTry(ports, under, () => openLogin(ports, settings, email, input.password));
  };
}

async function openLogin(ports: Ports, settings: Settings, email: string, password: string): Promise<SignedIn> {
  const { people, passwords, random } = ports;
  const member = await people.memberByEmail(email);
  const right = await passwords.verify(member?.passwordHash ?? null, password);
  if (member === null || !right) throw new DomainError({ code: 'WRONG_CREDENTIALS' });
  const { issued, stored } = issueTokens(ports, settings);
  const opened = await people.openLogin(Login.open(random.id() as LoginId, member.id, stored), member.passwordHash);
  if (!opened) throw new DomainError({ code: 'WRONG_CREDENTIALS' });
  return { member, tokens: issued };
}
