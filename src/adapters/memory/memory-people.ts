import type { People } from '../../application/ports/people.ts';
import { DomainError } from '../../domain/errors.ts';
import type { LoginId, MemberId } from '../../domain/ids.ts';
import type { Login } from '../../domain/login.ts';
import type { Member } from '../../domain/member.ts';
import type { PhoneNumber } from '../../domain/phone-number.ts';
import type { SmsCode } from '../../domain/sms-code.ts';

/* eslint-disable @typescript-eslint/require-await -- the port is asynchronous; memory is not */

export class MemoryPeople implements People {
  readonly #members = new Map<MemberId, Member>();
  readonly #logins = new Map<LoginId, Login>();
  readonly #codes = new Map<string, SmsCode>();

  add(member: Member): void {
    if (this.#find(({ email }) => email === member.email) !== null) throw new DomainError({ code: 'EMAIL_TAKEN' });
    this.#members.set(member.id, member);
  }

  async memberByEmail(email: string): Promise<Member | null> {
    return this.#find((member) => member.email === email);
  }

  async memberById(id: MemberId): Promise<Member | null> {
    return this.#members.get(id) ?? null;
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
    if (this.#members.get(login.member)?.passwordHash !== verifiedHash) return false;
    this.#logins.set(login.id, login);
    return true;
  }

  async loginByAccess(digest: string): Promise<{ login: Login; member: Member } | null> {
    const login = [...this.#logins.values()].find(({ tokens }) => tokens.access.digest === digest);
    const member = login && this.#members.get(login.member);
    return login === undefined || member === undefined ? null : { login, member };
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

  async decideCode(
    mobile: PhoneNumber,
    rule: (code: SmsCode | null) => { code: SmsCode; refusal?: DomainError },
  ): Promise<void> {
    const key = mobile.digits;
    const { code, refusal } = rule(this.#codes.get(key) ?? null);
    this.#codes.set(key, code);
    if (refusal !== undefined) throw refusal;
  }

  #find(isIt: (member: Member) => boolean): Member | null {
    return [...this.#members.values()].find(isIt) ?? null;
  }

  #endWhere(isIt: (login: Login) => boolean, now: Date): void {
    for (const login of this.#logins.values()) if (isIt(login)) this.#logins.set(login.id, login.end(now));
  }
}
