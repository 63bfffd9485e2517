import type { Saves } from '../../../application/ports/account-repository.ts';
import { apiKeyTable, toApiKeyRow } from '../rows/api-key-rows.ts';
import { invitationTable, toInvitationRow } from '../rows/invitation-rows.ts';
import { memberTable, toMemberRow } from '../rows/member-rows.ts';
import type { Statement } from '../statements.ts';
import { prepared, upsert } from '../statements.ts';

export function teamWrites({ member, invitation, apiKey }: Saves): Statement[] {
  const writes: Statement[] = [];
  if (member !== undefined) {
    writes.push(upsert(memberTable, [toMemberRow(member)], ['account_id', 'id'], ['role', 'removed_at']));
  }
  if (invitation !== undefined) {
    const changing = ['role', 'token_digest', 'sent_at', 'expires_at', 'state'] as const;
    writes.push(upsert(invitationTable, [toInvitationRow(invitation)], ['account_id', 'id'], changing));
  }
  if (apiKey !== undefined) {
    writes.push(upsert(apiKeyTable, [toApiKeyRow(apiKey)], ['account_id', 'id'], ['revoked_at']));
  }
  return writes;
}

/** Behind the others: a login that is opened at the same time is seen once the member's row is locked. */
export function loginWrites({ endedLogins }: Saves): Statement[] {
  const text = 'UPDATE login SET ended_at = $2 WHERE member_id = $1 AND ended_at IS NULL';
  return endedLogins === undefined ? [] : [prepared(text, [endedLogins.member, endedLogins.at])];
}
