import type { InvitationId } from '../../domain/ids.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { Principal } from '../../domain/principal.ts';
import { permit } from '../../domain/role.ts';
import { invitationIn } from '../../domain/team.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Takes an invitation back: its token stops working.
 *
 * @throws DomainError NOT_ALLOWED, NOT_FOUND
 */
export function revokeInvitation({ accounts }: Ports) {
  return async (principal: Principal, input: { invitation: InvitationId }): Promise<Invitation> => {
    permit(principal, 'revokeInvitation');
    return await accounts.decide(principal.account, { invitations: true }, ({ invitations }) => {
      const revoked: Invitation = { ...invitationIn(invitations, input.invitation), state: 'REVOKED' };
      return { answer: revoked, saves: { invitation: revoked } };
    });
  };
}
