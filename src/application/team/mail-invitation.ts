import type { Invitation } from '../../domain/invitation.ts';
import type { Ports } from '../ports/ports.ts';
import type { Settings } from '../settings.ts';
import { invitationMail } from './invitation-mail.ts';

/**
 * Mails the token of an invitation that was just committed, and remembers when. Where no mail is taken the invitation
 * stays as it is, and can be sent again.
 */
export function mailInvitation({ accounts, mailer, clock, log }: Ports, { publicUrl }: Pick<Settings, 'publicUrl'>) {
  return async (company: string, invitation: Invitation, token: string): Promise<Invitation> => {
    const { account, id, digest } = invitation;
    try {
      await mailer.send(invitationMail(company, invitation, token, publicUrl));
    } catch (error) {
      log('warn', 'An invitation could not be mailed.', { account, invitation: id, reason: String(error) });
      return invitation;
    }
    const sentAt = clock.wall();
    return await accounts.decide(account, { invitations: true }, ({ invitations }) => {
      const present = invitations.find((one) => one.id === id && one.digest === digest);
      // Revoked, accepted or sent anew meanwhile: its history goes on without this.
      if (present === undefined) return { answer: { ...invitation, sentAt } };
      const sent = { ...present, sentAt };
      return { answer: sent, saves: { invitation: sent } };
    });
  };
}
