import { DomainError } from './errors.ts';
import type { AccountId, InvitationId, MemberId } from './ids.ts';
import type { Role } from './role.ts';
import type { Standing } from './standing.ts';

const LIFETIME_MS = 7 * 86_400_000;
const INTERVAL_MS = 60_000;

/** ROLE-2: somebody is asked by e-mail to become a member. Its token works once, for 7 days. All times are wall times. */
export interface Invitation {
  readonly id: InvitationId;
  readonly account: AccountId;
  /** Lower case. Whether it belongs to a member somewhere is not known before somebody accepts. */
  readonly email: string;
  readonly role: Role;
  readonly invitedBy: MemberId;
  /** Of the newest token: those before do not work any more. */
  readonly digest: string;
  readonly createdAt: Date;
  /** When the mail with the newest token was handed over; null where it could not be, or is about to be. */
  readonly sentAt: Date | null;
  readonly expiresAt: Date;
  readonly state: 'PENDING' | 'ACCEPTED' | 'REVOKED';
}

type Asked = Pick<Invitation, 'id' | 'account' | 'email' | 'role' | 'invitedBy' | 'digest'>;

export function newInvitation(asked: Asked, now: Date): Invitation {
  return { ...asked, createdAt: now, sentAt: null, expiresAt: expiryFrom(now), state: 'PENDING' };
}

/**
 * The same invitation with another token, and perhaps another role. The token before stops working.
 *
 * @throws DomainError INVITED_TOO_SOON: one mail a minute.
 */
export function renewInvitation(
  invitation: Invitation,
  { role, digest }: Pick<Invitation, 'role' | 'digest'>,
  now: Date,
): Invitation {
  const retryAt = new Date((invitation.sentAt?.getTime() ?? -Infinity) + INTERVAL_MS);
  if (retryAt > now) throw new DomainError({ code: 'INVITED_TOO_SOON', retryAt });
  return { ...invitation, role, digest, sentAt: null, expiresAt: expiryFrom(now) };
}

/** @throws DomainError INVITATION_OVER where the token was used, replaced, revoked or has expired: the answer is one. */
export function requireAcceptable(invitation: Invitation | null, digest: string, now: Date): Invitation {
  const isOpen = invitation?.state === 'PENDING' && invitation.digest === digest && now < invitation.expiresAt;
  if (!isOpen) throw new DomainError({ code: 'INVITATION_OVER' });
  return invitation;
}

/**
 * ACC-6: a closed account takes nobody in. Why it was closed is for its members to know, and who was invited is none.
 *
 * @throws DomainError INVITATION_OVER
 */
export function requireAdmitting({ status }: Standing): void {
  if (status === 'CLOSED') throw new DomainError({ code: 'INVITATION_OVER' });
}

function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + LIFETIME_MS);
}
