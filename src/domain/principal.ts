import type { AccountId, LoginId, MemberId } from './ids.ts';
import type { Role } from './role.ts';

/** Who asks: a person, the account it acts for, and what it is there (ROLE-1). Input never chooses the account. */
export interface Principal {
  readonly kind: 'MEMBER';
  readonly id: MemberId;
  readonly account: AccountId;
  readonly role: Role;
  readonly login: LoginId;
  /** Wall time at which the access token ends. */
  readonly expires: Date;
}
