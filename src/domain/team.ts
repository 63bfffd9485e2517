import { DomainError } from './errors.ts';
import type { InvitationId, MemberId } from './ids.ts';
import type { Invitation } from './invitation.ts';
import type { Member } from './member.ts';
import type { Role } from './role.ts';

/** Members of an account, and invitations that may bring more. Both are listed whole. */
const MOST_PEOPLE = 100;

/** An account's members who are present, and its invitations that are neither accepted nor revoked (ROLE-1). */
export interface Team {
  readonly members: readonly Member[];
  readonly invitations: readonly Invitation[];
}

/**
 * The invitation that this e-mail has already, or null where it may get one. That it belongs to a member of another
 * account is nobody's business here.
 *
 * @throws DomainError ALREADY_MEMBER, MEMBER_LIMIT_REACHED
 */
export function invitationOf({ members, invitations }: Team, email: string): Invitation | null {
  if (members.some((member) => member.email === email)) throw new DomainError({ code: 'ALREADY_MEMBER' });
  const known = invitations.find((invitation) => invitation.email === email);
  if (known !== undefined) return known;
  if (members.length + invitations.length < MOST_PEOPLE) return null;
  throw new DomainError({ code: 'MEMBER_LIMIT_REACHED', maximum: MOST_PEOPLE });
}

/** @throws DomainError NOT_FOUND */
export function invitationIn(invitations: readonly Invitation[], id: InvitationId): Invitation {
  const found = invitations.find((invitation) => invitation.id === id);
  if (found === undefined) throw new DomainError({ code: 'NOT_FOUND', what: 'INVITATION' });
  return found;
}

/** @throws DomainError NOT_FOUND, LAST_OWNER: somebody must be able to do everything. */
export function withRole(members: readonly Member[], id: MemberId, role: Role): Member {
  const member = memberIn(members, id);
  if (role !== 'OWNER') requireOtherOwner(members, member);
  return { ...member, role };
}

/** The member as it is remembered: it signs in nowhere, and its e-mail is free. @throws DomainError NOT_FOUND, LAST_OWNER */
export function withoutMember(members: readonly Member[], id: MemberId, now: Date): Member {
  const member = memberIn(members, id);
  requireOtherOwner(members, member);
  return { ...member, removedAt: now };
}

function memberIn(members: readonly Member[], id: MemberId): Member {
  const found = members.find((member) => member.id === id);
  if (found === undefined) throw new DomainError({ code: 'NOT_FOUND', what: 'MEMBER' });
  return found;
}

function requireOtherOwner(members: readonly Member[], leaving: Member): void {
  if (leaving.role !== 'OWNER') return;
  if (!members.some(({ id, role }) => role === 'OWNER' && id !== leaving.id)) {
    throw new DomainError({ code: 'LAST_OWNER' });
  }
}
