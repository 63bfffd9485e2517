import type { InvitationId } from '../../domain/ids.ts';
import type { Invitation } from '../../domain/invitation.ts';
import { newInvitation, renewInvitation } from '../../domain/invitation.ts';
import type { Principal } from '../../domain/principal.ts';
import type { Role } from '../../domain/role.ts';
import { permit } from '../../domain/role.ts';
import { invitationOf } from '../../domain/team.ts';
import { parseEmail } from '../../domain/text.ts';
import type { Ports } from '../ports/ports.ts';
import type { Settings } from '../settings.ts';
import { mailInvitation } from './mail-invitation.ts';

/**
 * Asks somebody by e-mail to become a member in that role. An e-mail that is invited already gets a new token and the
 * role that is said now. The answer does not tell whether the e-mail belongs to a member of another account; who accepts
 * learns it.
 *
 * @throws DomainError NOT_ALLOWED, INVALID_TEXT, ACCOUNT_CLOSED, ALREADY_MEMBER, MEMBER_LIMIT_REACHED, INVITED_TOO_SOON
 */
export function inviteMember(ports: Ports, settings: Settings) {
  const { accounts, random, secrets, clock } = ports;
  const mail = mailInvitation(ports, settings);
  return async (principal: Principal, input: { email: string; role: Role }): Promise<Invitation> => {
    permit(principal, 'inviteMember');
    const email = parseEmail(input.email);
    const token = random.token();
    const issued = { role: input.role, digest: secrets.fingerprint(token) };
    const asked = { ...issued, id: random.id() as InvitationId, account: principal.account, email };
    const team = { members: true, invitations: true } as const;
    const { company, invitation } = await accounts.decide(principal.account, team, (facts) => {
      facts.account.requireNotClosed();
      const known = invitationOf(facts, email);
      const now = clock.wall();
      const next =
        known === null
          ? newInvitation({ ...asked, invitedBy: principal.id }, now)
          : renewInvitation(known, issued, now);
      return { answer: { company: facts.account.name, invitation: next }, saves: { invitation: next } };
    });
    return await mail(company, invitation, token);
  };
}
