import type { Pool } from 'pg';
import type { MailOutcome, NoticeMail, NoticeMails } from '../../application/ports/notice-mails.ts';
import type { AccountId, MemberId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import { toldRoles } from '../../domain/notice.ts';
import type { NoticeMailRow, NoticeRow } from './rows/notice-rows.ts';
import { fromNoticeRow } from './rows/notice-rows.ts';
import { prepared } from './statements.ts';

/** $1 the most, $2 the roles that are told. A mail for each person who is in one of them now; due at once, and not a rounded moment later. */
export const addressNotices = `
  WITH fresh AS MATERIALIZED (
    SELECT account_id, key FROM notice WHERE addressed_at IS NULL ORDER BY at LIMIT $1 FOR UPDATE SKIP LOCKED
  ), mails AS (
    INSERT INTO notice_mail (account_id, key, member_id, email, due_at)
    SELECT account_id, fresh.key, member.id, member.email, date_trunc('milliseconds', clock_timestamp())
    FROM fresh JOIN member USING (account_id) WHERE member.removed_at IS NULL AND member.role = ANY ($2::text[])
  )
  UPDATE notice SET addressed_at = clock_timestamp()
  FROM fresh WHERE notice.account_id = fresh.account_id AND notice.key = fresh.key`;

/** $1 the most, $2 wall seconds of a claim, $3 the roles that are told: whoever is in none any more is sent nothing. */
export const claimNoticeMails = `
  WITH due AS MATERIALIZED (
    SELECT account_id, key, member_id FROM notice_mail WHERE state = 'PENDING' AND due_at <= statement_timestamp()
    ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
  ), taken AS (
    UPDATE notice_mail SET attempts = attempts + 1, due_at = clock_timestamp() + make_interval(secs => $2),
      state = CASE WHEN removed_at IS NULL AND role = ANY ($3::text[]) THEN state ELSE 'GIVEN_UP' END
    FROM due JOIN member ON member.account_id = due.account_id AND member.id = due.member_id
    WHERE notice_mail.account_id = due.account_id AND notice_mail.key = due.key
      AND notice_mail.member_id = due.member_id
    RETURNING notice_mail.*
  )
  SELECT taken.account_id, key, member_id, email, attempts, facts, at, account.name AS company, account.notice_language AS language
  FROM taken JOIN notice USING (account_id, key) JOIN account ON account.id = account_id WHERE state = 'PENDING'`;

const endClaim = `UPDATE notice_mail SET state = $5, due_at = clock_timestamp() + make_interval(secs => $6),
    sent_at = CASE WHEN $5 = 'SENT' THEN clock_timestamp() END
  WHERE account_id = $1 AND key = $2 AND member_id = $3 AND attempts = $4 AND state = 'PENDING'`;

const roles = `{${toldRoles.join(',')}}`;

type Claimed = Pick<NoticeMailRow, 'account_id' | 'key' | 'member_id' | 'email' | 'attempts'> &
  Pick<NoticeRow, 'facts' | 'at'> & { readonly company: string; readonly language: Language };

/** In the writer role: what is due is asked across accounts. */
export class PostgresNoticeMails implements NoticeMails {
  constructor(private readonly pool: Pool) {}

  async claim(limit: number, leaseSeconds: number): Promise<readonly NoticeMail[]> {
    await this.pool.query(prepared(addressNotices, [limit, roles]));
    const { rows } = await this.pool.query<Claimed>(prepared(claimNoticeMails, [limit, leaseSeconds, roles]));
    return rows.map((row) => ({
      account: row.account_id as AccountId,
      company: row.company,
      language: row.language,
      member: row.member_id as MemberId,
      email: row.email,
      notice: fromNoticeRow(row),
      attempt: row.attempts,
    }));
  }

  async end({ account, notice, member, attempt }: NoticeMail, outcome: MailOutcome): Promise<void> {
    const [state, seconds] = outcome.kind === 'RETRY' ? ['PENDING', outcome.seconds] : [outcome.kind, 0];
    await this.pool.query(prepared(endClaim, [account, notice.key, member, attempt, state, seconds]));
  }
}
