import type { CustomerMember } from '../../../application/ports/customer-reads.ts';
import type { AccountId, MemberId } from '../../../domain/ids.ts';
import type { Member, MemberProfile } from '../../../domain/member.ts';
import { PhoneNumber } from '../../../domain/phone-number.ts';
import { key, optional, tableOf, text, time, uuid } from './columns.ts';

export interface MemberRow {
  account_id: string;
  id: string;
  email: string;
  mobile: string;
  role: Member['role'];
  password_hash: string;
  created_at: Date;
  removed_at: Date | null;
}

export const memberTable = tableOf<MemberRow>('member', {
  account_id: key(uuid),
  id: key(uuid),
  email: text,
  mobile: text,
  role: text,
  password_hash: text,
  created_at: time,
  removed_at: optional(time),
});

export function toMemberRow(member: Member): MemberRow {
  return {
    account_id: member.account,
    id: member.id,
    email: member.email,
    mobile: member.mobile.digits,
    role: member.role,
    password_hash: member.passwordHash,
    created_at: member.createdAt,
    removed_at: member.removedAt,
  };
}

export function fromMemberRow(row: MemberRow): Member {
  return { ...fromMemberProfileRow(row), passwordHash: row.password_hash };
}

/** What the account may read of it. */
export function fromMemberProfileRow(row: Omit<MemberRow, 'password_hash'>): MemberProfile {
  return {
    id: row.id as MemberId,
    account: row.account_id as AccountId,
    email: row.email,
    mobile: PhoneNumber.restore(row.mobile),
    role: row.role,
    createdAt: row.created_at,
    removedAt: row.removed_at,
  };
}

export type CustomerMemberRow = Pick<MemberRow, 'id' | 'email' | 'role' | 'created_at' | 'removed_at'>;

/** Of the columns that operators are shown. */
export function fromCustomerMemberRow({ id, email, role, ...times }: CustomerMemberRow): CustomerMember {
  return { id: id as MemberId, email, role, createdAt: times.created_at, removedAt: times.removed_at };
}
