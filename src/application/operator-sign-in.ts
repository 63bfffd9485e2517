import { DomainError } from '../domain/errors.ts';
import type { LoginId } from '../domain/ids.ts';
import type { Operator } from '../domain/operator.ts';
import { OPERATOR_LOGIN_SECONDS } from '../domain/operator.ts';
import type { Ports } from './ports/ports.ts';

export interface OperatorSignIn {
  readonly operator: Operator;
  /** Told once; we keep its fingerprint. */
  readonly accessToken: string;
  readonly accessExpires: Date;
}

/**
 * ROLE-2: an operator's token lasts for a working day and is not refreshed. The answer, and the time it takes, are the
 * same for an unknown e-mail and a wrong password.
 *
 * @throws DomainError WRONG_CREDENTIALS
 */
export function operatorSignIn({ operators, passwords, random, secrets, clock }: Ports) {
  return async (input: { email: string; password: string }): Promise<OperatorSignIn> => {
    const operator = await operators.byEmail(input.email.trim().toLowerCase());
    const right = await passwords.verify(operator?.passwordHash ?? null, input.password);
    if (operator === null || !right) throw new DomainError({ code: 'WRONG_CREDENTIALS' });
    const accessToken = random.token();
    const accessExpires = new Date(clock.wall().getTime() + OPERATOR_LOGIN_SECONDS * 1000);
    const access = { digest: secrets.fingerprint(accessToken), expires: accessExpires };
    await operators.openLogin({ id: random.id() as LoginId, operator: operator.id, access, endedAt: null });
    return { operator, accessToken, accessExpires };
  };
}
