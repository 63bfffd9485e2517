import type { MemberId } from '../../domain/ids.ts';
import type { Member } from '../../domain/member.ts';
import type { Principal } from '../../domain/principal.ts';
import type { Role } from '../../domain/role.ts';
import { permit } from '../../domain/role.ts';
import { withRole } from '../../domain/team.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Gives a member another role, from its next request on. The last owner stays one.
 *
 * @throws DomainError NOT_ALLOWED, NOT_FOUND, LAST_OWNER
 */
export function changeMemberRole({ accounts }: Ports) {
  return async (principal: Principal, input: { member: MemberId; role: Role }): Promise<Member> => {
    permit(principal, 'changeMemberRole');
    return await accounts.decide(principal.account, { members: true }, ({ members }) => {
      const member = withRole(members, input.member, input.role);
      return { answer: member, saves: { member } };
    });
  };
}
