import type { AccountId, ApiKeyId, LoginId, MemberId, OperatorId } from './ids.ts';
import type { Role, Scope } from './role.ts';

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

/** A program that acts for an account by a key, within the key's scopes (ROLE-2). */
export interface ApiKeyPrincipal {
  readonly kind: 'API_KEY';
  readonly id: ApiKeyId;
  readonly account: AccountId;
  readonly role: 'API_KEY';
  /** What the key's maker was when it was made: the key can do no more. */
  readonly maker: Role;
  readonly scopes: readonly Scope[];
  /** Wall time at which the key ends; null: when it is revoked. */
  readonly expires: Date | null;
}

/** Who asks. */
export type Principal = MemberPrincipal | OperatorPrincipal | ApiKeyPrincipal;
