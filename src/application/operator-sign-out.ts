import type { Principal } from '../domain/principal.ts';
import { permit } from '../domain/role.ts';
import type { Ports } from './ports/ports.ts';

/**
 * Ends this login of an operator, or all of its. Their tokens stop working at once.
 *
 * @throws DomainError NOT_ALLOWED
 */
export function operatorSignOut({ operators, clock }: Ports) {
  return async (principal: Principal, input: { everywhere: boolean }): Promise<void> => {
    permit(principal, 'operatorSignOut');
    await operators.endLogins(principal.id, input.everywhere ? null : principal.login, clock.wall());
  };
}
