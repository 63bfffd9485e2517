import { DomainError } from '../domain/errors.ts';
import type { LoginId } from '../domain/ids.ts';
import type { Operator } from '../domain/operator.ts';
import { OPERATOR_LOGIN_SECONDS } from '../domain/operator.ts';
import type { ClientAddress } from './limited-try.ts';
import { fromAddress, limitedTry, underEmail } from './limited-try.ts';
import type { Ports } from './ports/ports.ts';
import type { Settings } from './settings.ts';
import type { Credentials } from './sign-in.ts';

export interface OperatorSignIn {
  readonly operator: Operator;
  /** Told once; we keep its fingerprint. */
  readonly accessToken: string;
  readonly accessExpires: Date;
}

/**
 * ROLE-2: an operator's token lasts for a working day and is not refreshed. The answer, and the time it takes, are the
 * same for an unknown e-mail and a wrong password. After too many wrong ones nothing is verified.
 *
 * @throws DomainError WRONG_CREDENTIALS, TOO_MANY_TRIES
 */
export function operatorSignIn(ports: Ports, settings: Settings) {
  return (input: Credentials, address: ClientAddress = null): Promise<OperatorSignIn> => {
    const email = input.email.trim().toLowerCase();
    const under = [underEmail('OPERATOR', email, settings), fromAddress(address, settings)];
    return limitedTry(ports, under, () => openLogin(ports, email, input.password));
  };
}

async function openLogin(ports: Ports, email: string, password: string): Promise<OperatorSignIn> {
  const { operators, passwords, random, secrets, clock } = ports;
  const operator = await operators.byEmail(email);
  const right = await passwords.verify(operator?.passwordHash ?? null, password);
  if (operator === null || !right) throw new DomainError({ code: 'WRONG_CREDENTIALS' });
  const accessToken = random.token();
  const accessExpires = new Date(clock.wall().getTime() + OPERATOR_LOGIN_SECONDS * 1000);
  const access = { digest: secrets.fingerprint(accessToken), expires: accessExpires };
  await operators.openLogin({ id: random.id() as LoginId, operator: operator.id, access, endedAt: null });
  return { operator, accessToken, accessExpires };
}
