import type { People } from '../../application/ports/people.ts';
import { DomainError } from '../../domain/errors.ts';
import type { AccountId, LoginId, MemberId } from '../../domain/ids.ts';
import type { Login } from '../../domain/login.ts';
import type { Member } from '../../domain/member.ts';
import type { PhoneNumber } from '../../domain/phone-number.ts';
import type { Role } from '../../domain/role.ts';
import type { SmsCode } from '../../domain/sms-code.ts';

/* eslint-disable @typescript-eslint/require-await -- the port is asynchronous; memory is not */

export class MemoryPeople implements People {
  readonly #members = new Map<MemberId, Member>();
  readonly #logins = new Map<LoginId, Login>();
  readonly #codes = new Map<string, SmsCode>();

  /** A new member, or one that has changed. */
  put(member: Member): void {
    this.requireFreeEmail(member);
    this.#members.set(member.id, member);
  }

  /** @throws DomainError EMAIL_TAKEN */
  requireFreeEmail({ id, email, removedAt }: Member): void {
    const taken = this.#find((one) => one.email === email && one.id !== id);
    if (removedAt === null && taken !== null) throw new DomainError({ code: 'EMAIL_TAKEN' });
  }

  membersOf(account: AccountId): readonly Member[] {
    return [...this.#members.values()].filter((member) => member.account === account && member.removedAt === null);
  }

  async memberByEmail(email: string): Promise<Member | null> {
    return this.#find((member) => member.email === email);
  }

  async memberById(id: MemberId): Promise<Member | null> {
    return this.#find((member) => member.id === id);
  }

  async hasMobile(mobile: PhoneNumber): Promise<boolean> {
    return this.#find((member) => member.mobile.equals(mobile)) !== null;
  }

  async changePassword(id: MemberId, passwordHash: string, keep: LoginId | null, now: Date): Promise<void> {
    const member = this.#members.get(id);
    if (member === undefined) return;
    this.#members.set(id, { ...member, passwordHash });
    this.#endWhere((login) => login.member === id && login.id !== keep, now);
  }

  async openLogin(login: Login, verifiedHash: string): Promise<boolean> {
    const member = await this.memberById(login.member);
    if (member?.passwordHash !== verifiedHash) return false;
    this.#logins.set(login.id, login);
    return true;
  }

  async loginByAccess(digest: string): Promise<{ login: Login; member: Member } | null> {
    const login = [...this.#logins.values()].find(({ tokens }) => tokens.access.digest === digest);
    const member = login === undefined ? null : await this.memberById(login.member);
    return login === undefined || member === null ? null : { login, member };
  }

  async decideLogin<T>(digest: string, rule: (login: Login | null) => { login?: Login; answer: T }): Promise<T> {
    const found = [...this.#logins.values()].find(
      ({ tokens, spentRefresh }) => tokens.refresh.digest === digest || spentRefresh === digest,
    );
    const { login, answer } = rule(found ?? null);
    if (login !== undefined) this.#logins.set(login.id, login);
    return answer;
  }

  async endLogins(member: MemberId, only: LoginId | null, now: Date): Promise<void> {
    this.#endWhere((login) => login.member === member && (only === null || login.id === only), now);
  }

  endAllLogins(member: MemberId, now: Date): void {
    this.#endWhere((login) => login.member === member, now);
  }

  async decideCode(
    mobile: PhoneNumber,
    rule: (code: SmsCode | null) => { code: SmsCode; refusal?: DomainError },
  ): Promise<void> {
    const key = mobile.digits;
    const { code, refusal } = rule(this.#codes.get(key) ?? null);
    this.#codes.set(key, code);
    if (refusal !== undefined) throw refusal;
  }

  /** Of whose login it is; null where it has ended, or its member is gone. */
  signedInRole(id: LoginId): Role | null {
    const login = this.#logins.get(id);
    if (login?.endedAt !== null) return null;
    return this.#find((member) => member.id === login.member)?.role ?? null;
  }

  #find(isIt: (member: Member) => boolean): Member | null {
    return [...this.#members.values()].find((member) => member.removedAt === null && isIt(member)) ?? null;
  }

  #endWhere(isIt: (login: Login) => boolean, now: Date): void {
    for (const login of this.#logins.values()) if (isIt(login)) this.#logins.set(login.id, login.end(now));
  }
}
