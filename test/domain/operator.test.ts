import { describe, expect, test } from 'vitest';
import type { LoginId, OperatorId } from '../../src/domain/ids.ts';
import type { OperatorLogin } from '../../src/domain/operator.ts';
import { acceptsOperator, OPERATOR_LOGIN_SECONDS } from '../../src/domain/operator.ts';
import * as a from '../support/a.ts';

const login: OperatorLogin = {
  id: 'login-1' as LoginId,
  operator: 'operator-1' as OperatorId,
  access: { digest: 'right', expires: a.after(OPERATOR_LOGIN_SECONDS) },
  endedAt: null,
};

describe("ROLE-2: an operator's sign-in", () => {
  test('lasts for eight hours', () => {
    expect(acceptsOperator(login, 'right', a.after(8 * 3600 - 0.001))).toBe(true);
    expect(acceptsOperator(login, 'right', a.after(8 * 3600))).toBe(false);
  });

  test('takes its own token only', () => {
    expect(acceptsOperator(login, 'wrong', a.noon)).toBe(false);
  });

  test('takes nothing once it has ended', () => {
    expect(acceptsOperator({ ...login, endedAt: a.noon }, 'right', a.noon)).toBe(false);
  });
});
