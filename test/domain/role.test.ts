import { describe, expect, test } from 'vitest';
import { DomainError } from '../../src/domain/errors.ts';
import type { Operation, Role, Scope } from '../../src/domain/role.ts';
import { grants, operations, permit, scopesFor } from '../../src/domain/role.ts';

const roles: readonly (Role | 'OPERATOR')[] = ['OWNER', 'FINANCE', 'AGENT', 'DEVELOPER', 'OPERATOR'];

/** Written out again on purpose: whoever changes a permission changes it in two places. */
const allowed: Readonly<Record<Operation, string>> = {
  createApp: /*      */ 'OWNER                 DEVELOPER',
  rotateAppSecret: /**/ 'OWNER                 DEVELOPER',
  endSecretRotation: /**/ 'OWNER                 DEVELOPER',
  enableService: /*  */ 'OWNER                 DEVELOPER',
  disableService: /* */ 'OWNER                 DEVELOPER',
  requestDisplayNumber: /*  */ 'OWNER                 DEVELOPER',
  withdrawDisplayNumber: /* */ 'OWNER                 DEVELOPER',
  topUp: /*          */ 'OWNER FINANCE                  ',
  setNoticeSettings: /**/ 'OWNER FINANCE                  ',
  quoteCall: /*      */ 'OWNER         AGENT   DEVELOPER',
  startCall: /*      */ 'OWNER         AGENT   DEVELOPER',
  quoteConference: /**/ 'OWNER         AGENT   DEVELOPER',
  startConference: /**/ 'OWNER         AGENT   DEVELOPER',
  viewAccount: /*    */ 'OWNER FINANCE AGENT   DEVELOPER',
  viewApps: /*       */ 'OWNER FINANCE AGENT   DEVELOPER',
  viewAppNames: /*   */ 'OWNER FINANCE AGENT   DEVELOPER',
  viewCalls: /*      */ 'OWNER FINANCE AGENT   DEVELOPER',
  viewMoney: /*      */ 'OWNER FINANCE                  ',
  inviteMember: /*     */ 'OWNER                           ',
  resendInvitation: /* */ 'OWNER                           ',
  revokeInvitation: /* */ 'OWNER                           ',
  changeMemberRole: /* */ 'OWNER                           ',
  removeMember: /*     */ 'OWNER                           ',
  viewMembers: /*      */ 'OWNER                           ',
  createApiKey: /*     */ 'OWNER                 DEVELOPER',
  revokeApiKey: /*     */ 'OWNER                 DEVELOPER',
  viewApiKeys: /*      */ 'OWNER                 DEVELOPER',
  viewWebhooks: /*     */ 'OWNER                 DEVELOPER',
  operatorSignOut: /*        */ '                       OPERATOR',
  resolveUnconfirmedCall: /* */ '                       OPERATOR',
  liftProviderStop: /*       */ '                       OPERATOR',
  suspendAccount: /**/ '                       OPERATOR',
  resumeAccount: /**/ '                       OPERATOR',
  closeAccount: /**/ '                       OPERATOR',
  suspendService: /**/ '                       OPERATOR',
  resumeService: /**/ '                       OPERATOR',
  enableServiceFor: /**/ '                       OPERATOR',
  setWebhook: /*   */ '                       OPERATOR',
  rotateWebhookSecret: /*   */ '                       OPERATOR',
  enableWebhook: /*   */ '                       OPERATOR',
  disableWebhook: /*   */ '                       OPERATOR',
  testWebhook: /*   */ '                       OPERATOR',
  resendDelivery: /*   */ '                       OPERATOR',
  setAppLimits: /*            */ '                       OPERATOR',
  setAccountLimits: /*        */ '                       OPERATOR',
  setTariff: /*               */ '                       OPERATOR',
  disableServiceFor: /**/ '                       OPERATOR',
  approveDisplayNumber: /*   */ '                       OPERATOR',
  rejectDisplayNumber: /*    */ '                       OPERATOR',
  revokeDisplayNumber: /*    */ '                       OPERATOR',
  confirmTopUp: /*           */ '                       OPERATOR',
  cancelTopUp: /*            */ '                       OPERATOR',
  closeAlarm: /*             */ '                       OPERATOR',
  resolveDiscrepancy: /*     */ '                       OPERATOR',
  resolveParkedCallback: /*  */ '                       OPERATOR',
  settleSuspense: /*         */ '                       OPERATOR',
  postAdjustment: /*         */ '                       OPERATOR',
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

/** Written out again on purpose, too. What is not here is for no key. */
const opened: Readonly<Partial<Record<Operation, Scope | readonly Scope[]>>> = {
  viewAccount: 'ACCOUNT_READ',
  viewApps: 'APPS_READ',
  // A call shows its app's name, to who reads calls and to who has placed it.
  viewAppNames: ['APPS_READ', 'CALLS_READ', 'CALLS_WRITE'],
  createApp: 'APPS_WRITE',
  enableService: 'APPS_WRITE',
  disableService: 'APPS_WRITE',
  viewCalls: 'CALLS_READ',
  quoteCall: 'CALLS_WRITE',
  startCall: 'CALLS_WRITE',
  quoteConference: 'CALLS_WRITE',
  startConference: 'CALLS_WRITE',
  viewMoney: 'MONEY_READ',
};
const every: readonly Scope[] = [...new Set(Object.values(opened).flat())];

describe('ROLE-2: what an API key may do', () => {
  test.each(operations)('%s needs one of its scopes, or is for no key', (operation) => {
    const needed = [opened[operation] ?? []].flat();
    expect(scopesFor(operation)).toEqual(needed);
    const by = (scopes: readonly Scope[], maker: Role = 'OWNER') => {
      return (): void => permit({ role: 'API_KEY', maker, scopes }, operation);
    };
    const refusal = new DomainError({ code: 'NOT_ALLOWED', operation, role: 'API_KEY', scope: needed[0] ?? null });
    expect(by(every.filter((scope) => !needed.includes(scope)))).toThrow(refusal);
    for (const scope of needed) expect(by([scope])).not.toThrow();
  });

  test('it never does what its maker could not', () => {
    const key = { role: 'API_KEY', maker: 'AGENT', scopes: every } as const;
    expect(() => permit(key, 'startCall')).not.toThrow();
    expect(() => permit(key, 'createApp')).toThrow('An API key needs the scope APPS_WRITE to createApp.');
    expect(every.filter((scope) => grants(scope, 'DEVELOPER'))).toEqual(
      every.filter((scope) => scope !== 'MONEY_READ'),
    );
    expect(every.filter((scope) => grants(scope, 'OWNER'))).toEqual(every);
  });

  test('is told in a sentence of its own', () => {
    const key = { role: 'API_KEY', maker: 'OWNER', scopes: every } as const;
    expect(() => permit(key, 'topUp')).toThrow('No API key may topUp.');
  });
});
