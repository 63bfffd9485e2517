import type { DomainError } from '../../domain/errors.ts';
import type { LoginId, MemberId } from '../../domain/ids.ts';
import type { Login } from '../../domain/login.ts';
import type { Member } from '../../domain/member.ts';
import type { PhoneNumber } from '../../domain/phone-number.ts';
import type { SmsCode } from '../../domain/sms-code.ts';

/**
 * People: who they are, the codes they were sent, and where they are signed in. Identity is the member's. One that was
 * removed is nobody here.
 */
export interface People {
  memberByEmail(email: string): Promise<Member | null>;
  memberById(id: MemberId): Promise<Member | null>;
  /** Whether a member has this mobile. */
  hasMobile(mobile: PhoneNumber): Promise<boolean>;

  /** Replaces the password and ends all logins of the member but `keep`, in one commit. `now` is wall time. */
  changePassword(id: MemberId, passwordHash: string, keep: LoginId | null, now: Date): Promise<void>;

  /** Stores the login while the member's password is still the verified one; false when it was changed meanwhile. */
  openLogin(login: Login, verifiedHash: string): Promise<boolean>;
  loginByAccess(digest: string): Promise<{ readonly login: Login; readonly member: Member } | null>;
  /**
   * Finds the login of a present or just spent refresh token under its lock, and stores what the rule makes of it.
   * Two uses at once see one another.
   */
  decideLogin<T>(refreshDigest: string, rule: (login: Login | null) => { login?: Login; answer: T }): Promise<T>;
  /** Ends one login, or all of the member's. `now` is wall time. */
  endLogins(member: MemberId, only: LoginId | null, now: Date): Promise<void>;

  /** Reads the number's code under its lock and stores what the rule makes of it; then throws its refusal, if any. */
  decideCode(
    mobile: PhoneNumber,
    rule: (code: SmsCode | null) => { code: SmsCode; refusal?: DomainError },
  ): Promise<void>;
}
