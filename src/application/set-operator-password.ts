import { checkPassword } from '../domain/member.ts';
import type { Operator } from '../domain/operator.ts';
import { parseEmail } from '../domain/text.ts';
import type { Ports } from './ports/ports.ts';

/**
 * Gives an operator another password, and ends all its logins. Asked of by the command line alone, as who is one is; null
 * where nobody is one by that e-mail.
 *
 * @throws DomainError INVALID_TEXT, WEAK_PASSWORD
 */
export function setOperatorPassword({
  operators,
  passwords,
  clock,
}: Pick<Ports, 'operators' | 'passwords'> & { clock: Pick<Ports['clock'], 'wall'> }) {
  return async (input: { email: string; password: string }): Promise<Operator | null> => {
    const email = parseEmail(input.email);
    checkPassword(input.password);
    const operator = await operators.byEmail(email);
    if (operator === null) return null;
    await operators.changePassword(operator.id, await passwords.hash(input.password), clock.wall());
    return operator;
  };
}
