import type { LoginId, MemberId } from '../../../domain/ids.ts';
import { Login } from '../../../domain/login.ts';
import { key, optional, tableOf, text, time, uuid } from './columns.ts';

export interface LoginRow {
  id: string;
  member_id: string;
  access_digest: string;
  access_expires: Date;
  refresh_digest: string;
  refresh_expires: Date;
  spent_refresh: string | null;
  renewed_at: Date | null;
  ended_at: Date | null;
}

export const loginTable = tableOf<LoginRow>('login', {
  id: key(uuid),
  member_id: uuid,
  access_digest: text,
  access_expires: time,
  refresh_digest: text,
  refresh_expires: time,
  spent_refresh: optional(text),
  renewed_at: optional(time),
  ended_at: optional(time),
});

export function toLoginRow(login: Login): LoginRow {
  const { access, refresh } = login.tokens;
  return {
    id: login.id,
    member_id: login.member,
    access_digest: access.digest,
    access_expires: access.expires,
    refresh_digest: refresh.digest,
    refresh_expires: refresh.expires,
    spent_refresh: login.spentRefresh,
    renewed_at: login.renewedAt,
    ended_at: login.endedAt,
  };
}

export function fromLoginRow(row: LoginRow): Login {
  const tokens = {
    access: { digest: row.access_digest, expires: row.access_expires },
    refresh: { digest: row.refresh_digest, expires: row.refresh_expires },
  };
  const ids = [row.id as LoginId, row.member_id as MemberId] as const;
  return Login.restore(...ids, tokens, row.spent_refresh, row.renewed_at, row.ended_at);
}
