import type { AccountId, MemberId } from '../../../domain/ids.ts';
import type { Member } from '../../../domain/member.ts';
import { PhoneNumber } from '../../../domain/phone-number.ts';
import { key, tableOf, text, time, uuid } from './columns.ts';

export interface MemberRow {
  account_id: string;
  id: string;
  email: string;
  mobile: string;
  role: Member['role'];
  password_hash: string;
  created_at: Date;
}

export const memberTable = tableOf<MemberRow>('member', {
  account_id: key(uuid),
  id: key(uuid),
  email: text,
  mobile: text,
  role: text,
  password_hash: text,
  created_at: time,
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
  };
}

export function fromMemberRow(row: MemberRow): Member {
  return {
    id: row.id as MemberId,
    account: row.account_id as AccountId,
    email: row.email,
    mobile: PhoneNumber.restore(row.mobile),
    role: row.role,
    passwordHash: row.password_hash,
    createdAt: row.created_at,
  };
}
