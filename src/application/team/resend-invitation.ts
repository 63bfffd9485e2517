import type { InvitationId } from '../../domain/ids.ts';
import type { Invitation } from '../../domain/invitation.ts';
import { renewInvitation } from '../../domain/invitation.ts';
import type { Principal } from '../../domain/principal.ts';
import { permit } from '../../domain/role.ts';
import { invitationIn } from '../../domain/team.ts';
import type { Ports } from '../ports/ports.ts';
import type { Settings } from '../settings.ts';
import { mailInvitation } from './mail-invitation.ts';

/**
 * Mails an invitation again, with another token that works for 7 days from now; an expired one too.
 *
 * @throws DomainError NOT_ALLOWED, NOT_FOUND, ACCOUNT_CLOSED, INVITED_TOO_SOON
 */
export function resendInvitation(ports: Ports, settings: Settings) {
  const { accounts, random, secrets, clock } = ports;
  const mail = mailInvitation(ports, settings);
  return async (principal: Principal, input: { invitation: InvitationId }): Promise<Invitation> => {
    permit(principal, 'resendInvitation');
    const token = random.token();
    const digest = secrets.fingerprint(token);
    const { company, invitation } = await accounts.decide(principal.account, { invitations: true }, (facts) => {
      facts.account.requireNotClosed();
      const known = invitationIn(facts.invitations, input.invitation);
      const next = renewInvitation(known, { role: known.role, digest }, clock.wall());
      return { answer: { company: facts.account.name, invitation: next }, saves: { invitation: next } };
    });
    return await mail(company, invitation, token);
  };
}
