import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Operators } from '../../src/application/ports/operators.ts';
import type { LoginId, OperatorId } from '../../src/domain/ids.ts';
import type { Operator, OperatorLogin } from '../../src/domain/operator.ts';
import * as a from '../support/a.ts';

export interface OperatorsHarness {
  readonly operators: Operators;
  close(): Promise<void>;
}

function operatorNamed(email: string): Operator {
  return { id: randomUUID() as OperatorId, email, passwordHash: `hash of ${email}`, createdAt: a.after(1.234) };
}

function loginOf(operator: Operator): OperatorLogin {
  const access = { digest: randomUUID(), expires: a.after(900.5) };
  return { id: randomUUID() as LoginId, operator: operator.id, access, endedAt: null };
}

export function operatorsContract(name: string, makeHarness: () => Promise<OperatorsHarness>): void {
  describe(`${name}, as the place of operators`, () => {
    let harness: OperatorsHarness;
    let operators: Operators;
    const [wang, li] = [operatorNamed('wang@example.cn'), operatorNamed('li@example.cn')];
    beforeEach(async () => {
      harness = await makeHarness();
      operators = harness.operators;
      await operators.add(wang);
      await operators.add(li);
    });
    afterEach(() => harness.close());

    const endOf = async (login: OperatorLogin): Promise<Date | null | undefined> =>
      (await operators.loginByAccess(login.access.digest))?.endedAt;

    it('finds them by e-mail as they were stored, and lists them by it', async () => {
      expect(await operators.byEmail('wang@example.cn')).toEqual(wang);
      expect(await operators.byEmail('Wang@example.cn')).toBeNull();
      expect(await operators.byEmail('nobody\u0000@example.cn')).toBeNull();
      expect(await operators.all()).toEqual([li, wang]);
    });

    it('takes an e-mail once', async () => {
      const twin = operators.add({ ...operatorNamed('wang@example.cn') });
      await expect(twin).rejects.toMatchObject({ rejection: { code: 'EMAIL_TAKEN' } });
      expect(await operators.byEmail('wang@example.cn')).toEqual(wang);
    });

    it('finds a login by the digest of its token, as it was stored', async () => {
      const login = loginOf(wang);
      await operators.openLogin(login);
      expect(await operators.loginByAccess(login.access.digest)).toEqual(login);
      expect(await operators.loginByAccess('unknown')).toBeNull();
    });

    it('replaces a password and ends all logins with it, and nobody else’s', async () => {
      const [one, others] = [loginOf(wang), loginOf(li)];
      for (const login of [one, others]) await operators.openLogin(login);
      await operators.changePassword(wang.id, 'another hash', a.after(1));
      expect(await operators.byEmail('wang@example.cn')).toEqual({ ...wang, passwordHash: 'another hash' });
      expect(await operators.byEmail('li@example.cn')).toEqual(li);
      expect([await endOf(one), await endOf(others)]).toEqual([a.after(1), null]);
    });

    it("ends one login or all of an operator's, once, and nobody else's", async () => {
      const [one, two, others] = [loginOf(wang), loginOf(wang), loginOf(li)];
      for (const login of [one, two, others]) await operators.openLogin(login);
      await operators.endLogins(wang.id, one.id, a.after(1));
      expect([await endOf(one), await endOf(two)]).toEqual([a.after(1), null]);
      await operators.endLogins(wang.id, others.id, a.after(2));
      await operators.endLogins(wang.id, null, a.after(3));
      expect([await endOf(one), await endOf(two), await endOf(others)]).toEqual([a.after(1), a.after(3), null]);
    });
  });
}
