import type { MemberId } from '../../domain/ids.ts';
import type { Member } from '../../domain/member.ts';
import type { Principal } from '../../domain/principal.ts';
import { permit } from '../../domain/role.ts';
import { withoutMember } from '../../domain/team.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Takes a member out of its account: all its logins end by the same commit, and its e-mail is free. Who it was stays
 * known. The last owner cannot be taken out.
 *
 * @throws DomainError NOT_ALLOWED, NOT_FOUND, LAST_OWNER
 */
export function removeMember({ accounts, clock }: Ports) {
  return async (principal: Principal, input: { member: MemberId }): Promise<Member> => {
    permit(principal, 'removeMember');
    return await accounts.decide(principal.account, { members: true }, ({ members, now }) => {
      const member = withoutMember(members, input.member, now);
      return { answer: member, saves: { member, endedLogins: { member: member.id, at: clock.wall() } } };
    });
  };
}
