import { describe, expect, test } from 'vitest';
import { DomainError } from '../../src/domain/errors.ts';
import type { ActingRole, Operation } from '../../src/domain/role.ts';
import { permit } from '../../src/domain/role.ts';

const roles: readonly ActingRole[] = ['OWNER', 'FINANCE', 'AGENT', 'DEVELOPER', 'OPERATOR'];

/** Written out again on purpose: whoever changes a permission changes it in two places. */
const allowed: Readonly<Record<Operation, string>> = {
  createApp: /*      */ 'OWNER                 DEVELOPER',
  rotateAppSecret: /**/ 'OWNER                 DEVELOPER',
  endSecretRotation: /**/ 'OWNER                 DEVELOPER',
  enableService: /*  */ 'OWNER                 DEVELOPER',
  disableService: /* */ 'OWNER                 DEVELOPER',
  topUp: /*          */ 'OWNER FINANCE                  ',
  quoteCall: /*      */ 'OWNER         AGENT   DEVELOPER',
  startCall: /*      */ 'OWNER         AGENT   DEVELOPER',
  viewAccount: /*    */ 'OWNER FINANCE AGENT   DEVELOPER',
  viewApps: /*       */ 'OWNER FINANCE AGENT   DEVELOPER',
  viewCalls: /*      */ 'OWNER FINANCE AGENT   DEVELOPER',
  viewMoney: /*      */ 'OWNER FINANCE                  ',
  operatorSignOut: /*        */ '                       OPERATOR',
  resolveUnconfirmedCall: /* */ '                       OPERATOR',
  liftProviderStop: /*       */ '                       OPERATOR',
  suspendAccount: /**/ '                       OPERATOR',
  resumeAccount: /**/ '                       OPERATOR',
  closeAccount: /**/ '                       OPERATOR',
  suspendService: /**/ '                       OPERATOR',
  resumeService: /**/ '                       OPERATOR',
  enableServiceFor: /**/ '                       OPERATOR',
  disableServiceFor: /**/ '                       OPERATOR',
  viewDesk: /*               */ '                       OPERATOR',
};
const cases = (Object.keys(allowed) as Operation[]).flatMap((operation) =>
  roles.map((role) => ({ operation, role, may: allowed[operation].split(/ +/).includes(role) })),
);

describe('ROLE-1: who may do what', () => {
  test.each(cases)('$role may $operation: $may', ({ operation, role, may }) => {
    const act = (): void => permit({ role }, operation);
    if (may) expect(act).not.toThrow();
    else expect(act).toThrow(new DomainError({ code: 'NOT_ALLOWED', operation, role }));
  });
});
