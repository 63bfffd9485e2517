import type { LoginId, OperatorId } from '../../domain/ids.ts';
import type { Operator, OperatorLogin } from '../../domain/operator.ts';

/** The people who run the service, and where they are signed in. */
export interface Operators {
  /** @throws DomainError EMAIL_TAKEN */
  add(operator: Operator): Promise<void>;
  /** By e-mail. */
  all(): Promise<readonly Operator[]>;
  byEmail(email: string): Promise<Operator | null>;

  /** Replaces the password and ends all logins of the operator, in one commit. `now` is wall time. */
  changePassword(operator: OperatorId, passwordHash: string, now: Date): Promise<void>;

  openLogin(login: OperatorLogin): Promise<void>;
  loginByAccess(digest: string): Promise<OperatorLogin | null>;
  /** Ends one login, or all of the operator's. `now` is wall time. */
  endLogins(operator: OperatorId, only: LoginId | null, now: Date): Promise<void>;
}
