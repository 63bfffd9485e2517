import type { Operators } from '../../application/ports/operators.ts';
import { DomainError } from '../../domain/errors.ts';
import type { LoginId, OperatorId } from '../../domain/ids.ts';
import type { Operator, OperatorLogin } from '../../domain/operator.ts';

/* eslint-disable @typescript-eslint/require-await -- the port is asynchronous; memory is not */

export class MemoryOperators implements Operators {
  readonly #operators = new Map<string, Operator>();
  readonly #logins = new Map<string, OperatorLogin>();

  async add(operator: Operator): Promise<void> {
    if (this.#operators.has(operator.email)) throw new DomainError({ code: 'EMAIL_TAKEN' });
    this.#operators.set(operator.email, operator);
  }

  async all(): Promise<readonly Operator[]> {
    return [...this.#operators.values()].sort((a, b) => (a.email < b.email ? -1 : 1));
  }

  async byEmail(email: string): Promise<Operator | null> {
    return this.#operators.get(email) ?? null;
  }

  async changePassword(operator: OperatorId, passwordHash: string, now: Date): Promise<void> {
    for (const known of this.#operators.values()) {
      if (known.id === operator) this.#operators.set(known.email, { ...known, passwordHash });
    }
    await this.endLogins(operator, null, now);
  }

  async openLogin(login: OperatorLogin): Promise<void> {
    this.#logins.set(login.access.digest, login);
  }

  async loginByAccess(digest: string): Promise<OperatorLogin | null> {
    return this.#logins.get(digest) ?? null;
  }

  isSignedIn(id: LoginId): boolean {
    return [...this.#logins.values()].some((login) => login.id === id && login.endedAt === null);
  }

  async endLogins(operator: OperatorId, only: LoginId | null, now: Date): Promise<void> {
    for (const [digest, login] of this.#logins) {
      const isIt = login.operator === operator && login.endedAt === null && (only === null || login.id === only);
      if (isIt) this.#logins.set(digest, { ...login, endedAt: now });
    }
  }
}
