import type { AccountId, LoginId, OperatorId } from './ids.ts';
import type { TokenHalf } from './login.ts';

/** A working day: whoever is longer at the desk signs in again. */
export const OPERATOR_LOGIN_SECONDS = 8 * 3600;

/** A person who runs the service. A member of no account (ROLE-1). */
export interface Operator {
  readonly id: OperatorId;
  /** Lower case. */
  readonly email: string;
  /** As the password hasher wrote it. */
  readonly passwordHash: string;
  /** Wall time. */
  readonly createdAt: Date;
}

/** ROLE-2: one signing-in of an operator, with one token, which is kept as a digest and not refreshed. */
export interface OperatorLogin {
  readonly id: LoginId;
  readonly operator: OperatorId;
  readonly access: TokenHalf;
  readonly endedAt: Date | null;
}

/** Whether a token of this digest is accepted at wall time `now`. */
export function acceptsOperator({ access, endedAt }: OperatorLogin, digest: string, now: Date): boolean {
  return endedAt === null && digest === access.digest && now < access.expires;
}

/** What operators do about accounts: what their idempotency keys are for, and what the trail calls it. */
const actions = {
  resolveCall: 'RESOLVE_CALL',
  liftProviderStop: 'LIFT_PROVIDER_STOP',
  suspendAccount: 'SUSPEND_ACCOUNT',
  resumeAccount: 'RESUME_ACCOUNT',
  closeAccount: 'CLOSE_ACCOUNT',
  suspendService: 'SUSPEND_SERVICE',
  resumeService: 'RESUME_SERVICE',
  enableServiceFor: 'ENABLE_SERVICE',
  disableServiceFor: 'DISABLE_SERVICE',
  approveDisplayNumber: 'APPROVE_DISPLAY_NUMBER',
  rejectDisplayNumber: 'REJECT_DISPLAY_NUMBER',
  revokeDisplayNumber: 'REVOKE_DISPLAY_NUMBER',
  setTariff: 'SET_TARIFF',
  confirmTopUp: 'CONFIRM_TOP_UP',
  cancelTopUp: 'CANCEL_TOP_UP',
  closeAlarm: 'CLOSE_ALARM',
  resolveDiscrepancy: 'RESOLVE_DISCREPANCY',
  resolveCallback: 'RESOLVE_CALLBACK',
  settleSuspense: 'SETTLE_SUSPENSE',
  postAdjustment: 'POST_ADJUSTMENT',
  setAppLimits: 'SET_APP_LIMITS',
  setAccountLimits: 'SET_ACCOUNT_LIMITS',
  setWebhook: 'SET_WEBHOOK',
  rotateWebhookSecret: 'ROTATE_WEBHOOK_SECRET',
  enableWebhook: 'ENABLE_WEBHOOK',
  disableWebhook: 'DISABLE_WEBHOOK',
  testWebhook: 'TEST_WEBHOOK',
  resendDelivery: 'RESEND_DELIVERY',
} as const;

export type OperatorOperation = keyof typeof actions;

export function actionOf(operation: OperatorOperation): OperatorAction['action'] {
  return actions[operation];
}

/**
 * ROLE-1: what an operator did, to whom and why, or wanted to do and a rule refused: then the details say with which
 * code, and what was asked for. Written in the commit of what it did, and never changed.
 */
export interface OperatorAction {
  readonly operator: OperatorId;
  readonly account: AccountId;
  /** The id of what it is about: a call, an app, the account itself. Where it was refused, the account. */
  readonly subject: string;
  readonly action: (typeof actions)[OperatorOperation];
  readonly reason: string;
  readonly details: Readonly<Record<string, string | number | null>>;
  readonly at: Date;
}
