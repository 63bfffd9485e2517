import type { OperatorId } from '../domain/ids.ts';
import { checkPassword } from '../domain/member.ts';
import type { Operator } from '../domain/operator.ts';
import { parseEmail } from '../domain/text.ts';
import type { Ports } from './ports/ports.ts';

/**
 * Makes somebody an operator. Asked of by the command line alone: nobody becomes one through the API.
 *
 * @throws DomainError INVALID_TEXT, WEAK_PASSWORD, EMAIL_TAKEN
 */
export function addOperator({
  operators,
  passwords,
  random,
  clock,
}: Pick<Ports, 'operators' | 'passwords' | 'random'> & { clock: Pick<Ports['clock'], 'wall'> }) {
  return async (input: { email: string; password: string }): Promise<Operator> => {
    const email = parseEmail(input.email);
    checkPassword(input.password);
    const passwordHash = await passwords.hash(input.password);
    const operator = { id: random.id() as OperatorId, email, passwordHash, createdAt: clock.wall() };
    await operators.add(operator);
    return operator;
  };
}
