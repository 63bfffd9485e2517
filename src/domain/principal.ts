import type { AccountId, LoginId, MemberId, OperatorId } from './ids.ts';
import type { Role } from './role.ts';

/** A person who acts for the account whose member it is (ROLE-1). Input never chooses the account. */
export interface MemberPrincipal {
  readonly kind: 'MEMBER';
  readonly id: MemberId;
  readonly account: AccountId;
  readonly role: Role;
  readonly login: LoginId;
  /** Wall time at which the access token ends. */
  readonly expires: Date;
}

/** A person who runs the service: a member of no account, so what it acts upon is named by its input (ROLE-1). */
export interface OperatorPrincipal {
  readonly kind: 'OPERATOR';
  readonly id: OperatorId;
  readonly role: 'OPERATOR';
  readonly login: LoginId;
  /** Wall time at which the access token ends. */
  readonly expires: Date;
}

/** Who asks. */
export type Principal = MemberPrincipal | OperatorPrincipal;
