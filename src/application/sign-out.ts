import type { MemberPrincipal } from '../domain/principal.ts';
import type { Ports } from './ports/ports.ts';

/** ACC-1: ends this login, or all of the member's. Their tokens stop working at once. */
export function signOut({ people, clock }: Ports) {
  return (principal: MemberPrincipal, input: { everywhere: boolean }): Promise<void> =>
    people.endLogins(principal.id, input.everywhere ? null : principal.login, clock.wall());
}
