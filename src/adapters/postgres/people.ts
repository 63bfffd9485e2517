import type { Pool, PoolClient } from 'pg';
import type { People } from '../../application/ports/people.ts';
import type { DomainError } from '../../domain/errors.ts';
import type { LoginId, MemberId } from '../../domain/ids.ts';
import type { Login } from '../../domain/login.ts';
import type { Member } from '../../domain/member.ts';
import type { PhoneNumber } from '../../domain/phone-number.ts';
import type { SmsCode } from '../../domain/sms-code.ts';
import type { CodeRow } from './rows/code-rows.ts';
import { codeTable, fromCodeRow, toCodeRow } from './rows/code-rows.ts';
import type { LoginRow } from './rows/login-rows.ts';
import { fromLoginRow, loginTable, toLoginRow } from './rows/login-rows.ts';
import type { MemberRow } from './rows/member-rows.ts';
import { fromMemberRow } from './rows/member-rows.ts';
import type { Statement } from './statements.ts';
import { idOrNull, insert, prepared, textOrNull, update, upsert } from './statements.ts';
import { together } from './together.ts';
import { commit, flight, persistently, withClient } from './transaction.ts';

/** In the writer role: who signs in has no account yet whose rows it may see. */
export class PostgresPeople implements People {
  readonly #loginByAccess = together((digests: readonly string[]) => this.#loginsByAccess(digests));

  constructor(private readonly pool: Pool) {}

  async memberByEmail(email: string): Promise<Member | null> {
    return await this.#member(
      prepared('SELECT * FROM member WHERE email = $1 AND removed_at IS NULL', [textOrNull(email)]),
    );
  }

  async memberById(id: MemberId): Promise<Member | null> {
    return await this.#member(prepared('SELECT * FROM member WHERE id = $1 AND removed_at IS NULL', [idOrNull(id)]));
  }

  async hasMobile(mobile: PhoneNumber): Promise<boolean> {
    const text = 'SELECT FROM member WHERE mobile = $1 AND removed_at IS NULL LIMIT 1';
    const found = await this.#ask(prepared(text, [mobile.digits]));
    return found.length > 0;
  }

  async changePassword(id: MemberId, passwordHash: string, keep: LoginId | null, now: Date): Promise<void> {
    const change = prepared('UPDATE member SET password_hash = $2 WHERE id = $1', [id, passwordHash]);
    await this.#write([change, end(id, 'id IS DISTINCT FROM $3', keep, now)]);
  }

  /** The member's row is locked, as by a change of the password or a removal: whoever comes second sees what the first did. */
  async openLogin(login: Login, verifiedHash: string): Promise<boolean> {
    const text = 'SELECT password_hash FROM member WHERE id = $1 AND removed_at IS NULL FOR UPDATE';
    const member = prepared(text, [login.member]);
    return await this.#decide(['BEGIN', member], (row) => {
      const isVerified = (row as Pick<MemberRow, 'password_hash'> | undefined)?.password_hash === verifiedHash;
      return { answer: isVerified, writes: isVerified ? [insert(loginTable, [toLoginRow(login)])] : [] };
    });
  }

  /** With every request and every socket: who come together are looked up together. */
  loginByAccess(digest: string): Promise<{ login: Login; member: Member } | null> {
    return this.#loginByAccess(digest);
  }

  /**
   * Whoever waits for the row's lock sees the row as the one before left it: by then the token that it came with is the
   * spent one, which the condition finds too.
   */
  async decideLogin<T>(digest: string, rule: (login: Login | null) => { login?: Login; answer: T }): Promise<T> {
    const text = 'SELECT * FROM login WHERE refresh_digest = $1 OR spent_refresh = $1 FOR UPDATE';
    return await this.#decide(['BEGIN', prepared(text, [digest])], (row) => {
      const { login, answer } = rule(row === undefined ? null : fromLoginRow(row as LoginRow));
      return { answer, writes: login === undefined ? [] : [update(loginTable, toLoginRow(login), ['id'], tokens)] };
    });
  }

  async endLogins(member: MemberId, only: LoginId | null, now: Date): Promise<void> {
    await this.#write([end(member, '($3::uuid IS NULL OR id = $3)', only, now)]);
  }

  async decideCode(
    mobile: PhoneNumber,
    rule: (code: SmsCode | null) => { code: SmsCode; refusal?: DomainError },
  ): Promise<void> {
    const { digits } = mobile;
    // A lock that is there before the row is: two first codes for one number must see one another.
    const lock = prepared('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`sms_code ${digits}`]);
    const find = prepared('SELECT * FROM sms_code WHERE mobile = $1', [digits]);
    const refusal = await this.#decide(['BEGIN', lock, find], (row) => {
      const { code, refusal } = rule(row === undefined ? null : fromCodeRow(row as CodeRow));
      const next = toCodeRow(mobile, code);
      const changing = ['digest', 'sent_at', 'tries_left', 'used'] as const;
      return { answer: refusal, writes: [upsert(codeTable, [next], ['mobile'], changing)] };
    });
    if (refusal !== undefined) throw refusal;
  }

  async #loginsByAccess(digests: readonly string[]): Promise<({ login: Login; member: Member } | null)[]> {
    const text = `SELECT login.*, row_to_json(member) AS member FROM login JOIN member ON member.id = login.member_id
      WHERE access_digest = ANY (string_to_array($1, ',')) AND member.removed_at IS NULL`;
    const rows = await this.#ask<LoginRow & { member: MemberRow }>(prepared(text, [digests.join(',')]));
    const found = new Map(rows.map((row) => [row.access_digest, row]));
    return digests.map((digest) => {
      const row = found.get(digest);
      if (row === undefined) return null;
      const member = { ...row.member, created_at: new Date(row.member.created_at) };
      return { login: fromLoginRow(row), member: fromMemberRow(member) };
    });
  }

  /** Reads the last question's row, and commits what the rule makes of it. */
  async #decide<T>(
    questions: readonly (Statement | string)[],
    rule: (row: object | undefined) => { answer: T; writes: readonly Statement[] },
  ): Promise<T> {
    return await this.#with(async (client) => {
      const found = (await flight(client, questions)).at(-1);
      const { answer, writes } = rule(found?.rows[0]);
      if (writes.length === 0) await flight(client, ['ROLLBACK']);
      else await commit(client, writes);
      return answer;
    });
  }

  async #write(writes: readonly Statement[]): Promise<void> {
    await this.#decide(['BEGIN'], () => ({ answer: undefined, writes }));
  }

  async #member(question: Statement): Promise<Member | null> {
    const [row] = await this.#ask<MemberRow>(question);
    return row === undefined ? null : fromMemberRow(row);
  }

  async #ask<Row = object>(question: Statement): Promise<Row[]> {
    return await this.#with(async (client) => (await flight(client, [question])).flatMap(({ rows }) => rows as Row[]));
  }

  #with<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    return persistently(() => withClient(this.pool, work));
  }
}

const tokens = [
  ...(['access_digest', 'access_expires', 'refresh_digest', 'refresh_expires'] as const),
  ...(['spent_refresh', 'renewed_at', 'ended_at'] as const),
] as const;

function end(member: MemberId, which: string, login: LoginId | null, now: Date): Statement {
  const text = `UPDATE login SET ended_at = $2 WHERE member_id = $1 AND ended_at IS NULL AND ${which}`;
  return prepared(text, [member, now, login]);
}
