import type { AccountId, InvitationId, MemberId } from '../../../domain/ids.ts';
import type { Invitation } from '../../../domain/invitation.ts';
import { key, optional, tableOf, text, time, uuid } from './columns.ts';

export interface InvitationRow {
  account_id: string;
  id: string;
  email: string;
  role: Invitation['role'];
  invited_by: string;
  token_digest: string;
  created_at: Date;
  sent_at: Date | null;
  expires_at: Date;
  state: Invitation['state'];
}

export const invitationTable = tableOf<InvitationRow>('invitation', {
  account_id: key(uuid),
  id: key(uuid),
  email: text,
  role: text,
  invited_by: uuid,
  token_digest: text,
  created_at: time,
  sent_at: optional(time),
  expires_at: time,
  state: text,
});

export function toInvitationRow(invitation: Invitation): InvitationRow {
  const { id, account, email, role, invitedBy, digest, createdAt, sentAt, expiresAt, state } = invitation;
  const times = { created_at: createdAt, sent_at: sentAt, expires_at: expiresAt };
  return { account_id: account, id, email, role, invited_by: invitedBy, token_digest: digest, ...times, state };
}

export function fromInvitationRow(row: InvitationRow): Invitation {
  return { ...fromInvitationProfileRow(row), digest: row.token_digest };
}

/** What the account may read of it. */
export function fromInvitationProfileRow(row: Omit<InvitationRow, 'token_digest'>): Omit<Invitation, 'digest'> {
  return {
    id: row.id as InvitationId,
    account: row.account_id as AccountId,
    email: row.email,
    role: row.role,
    invitedBy: row.invited_by as MemberId,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    expiresAt: row.expires_at,
    state: row.state,
  };
}
