import type { ClassType } from 'type-graphql';
import { createUnionType } from 'type-graphql';
import type { RejectionCode, RejectionOf } from '../../../domain/errors.ts';
import { DomainError } from '../../../domain/errors.ts';
import type { OperationContext } from '../operations/context.ts';
import * as account from './account-rejections.ts';
import * as conference from './conference-rejections.ts';
import * as displayNumber from './display-number-rejections.ts';
import * as input from './input-rejections.ts';
import * as key from './key-rejections.ts';
import { LimitOutOfRange, LimitReached } from './limit-rejections.ts';
import * as money from './money-rejections.ts';
import * as operator from './operator-rejections.ts';
import type { RejectionView } from './rejection.ts';
import * as service from './service-rejections.ts';
import * as standing from './standing-rejections.ts';
import * as team from './team-rejections.ts';
import * as webhook from './webhook-rejections.ts';

/** Total by construction: a new rejection does not compile until it has a place in the schema. */
const views: {
  readonly [Code in RejectionCode]: new (error: DomainError, facts: RejectionOf<Code>) => RejectionView<Code>;
} = {
  INVALID_NUMBER: input.InvalidNumber,
  FOREIGN_NUMBER: input.ForeignNumber,
  SAME_NUMBER: input.SameNumber,
  DUPLICATE_NUMBER: conference.DuplicateNumber,
  WRONG_PARTY_COUNT: conference.WrongPartyCount,
  INVALID_TEXT: input.InvalidText,
  INVALID_DURATION: input.InvalidDuration,
  SERVICE_DISABLED: service.ServiceDisabled,
  PROVIDER_ACCOUNT_DISABLED: service.ProviderAccountDisabled,
  SERVICE_SUSPENDED: standing.ServiceSuspended,
  SERVICE_NOT_SUSPENDED: standing.ServiceNotSuspended,
  ACCOUNT_SUSPENDED: standing.AccountSuspended,
  PRICE_OUT_OF_RANGE: standing.PriceOutOfRange,
  IMPOSSIBLE_PARTY_BOUNDS: standing.ImpossiblePartyBounds,
  TARIFF_IN_PAST: standing.TariffInPast,
  LIMIT_OUT_OF_RANGE: LimitOutOfRange,
  ACCOUNT_NOT_SUSPENDED: standing.AccountNotSuspended,
  ACCOUNT_CLOSED: standing.AccountClosed,
  INSUFFICIENT_BALANCE: service.InsufficientBalance,
  ALREADY_IN_PROGRESS: input.AlreadyInProgress,
  LIMIT_REACHED: LimitReached,
  RATE_LIMITED: service.RateLimited,
  PROVIDER_UNAVAILABLE: service.ProviderUnavailable,
  IDEMPOTENCY_MISMATCH: input.IdempotencyMismatch,
  REQUEST_IN_PROGRESS: input.RequestInProgress,
  TOP_UP_OUT_OF_RANGE: service.TopUpOutOfRange,
  NO_MINUTES_LEFT: service.NoMinutesLeft,
  EMAIL_TAKEN: account.EmailTaken,
  WEAK_PASSWORD: account.WeakPassword,
  TERMS_NOT_ACCEPTED: account.TermsNotAccepted,
  CODE_TOO_SOON: account.CodeTooSoon,
  SMS_NOT_SENT: account.SmsNotSent,
  WRONG_CODE: account.WrongCode,
  WRONG_CREDENTIALS: account.WrongCredentials,
  TOO_MANY_TRIES: account.TooManyTries,
  APP_KEY_TAKEN: service.AppKeyTaken,
  APP_LIMIT_REACHED: service.AppLimitReached,
  PROVIDER_CREDENTIALS_REQUIRED: service.ProviderCredentialsRequired,
  SECRET_ROTATION_UNDER_WAY: service.SecretRotationUnderWay,
  NOT_ALLOWED: account.NotAllowed,
  CALL_NOT_UNCONFIRMED: operator.CallNotUnconfirmed,
  CALL_MAY_BE_ALIVE: operator.CallMayBeAlive,
  SESSION_TAKEN: operator.SessionTaken,
  OTHER_SESSION: operator.OtherSession,
  DISPLAY_NUMBER_PENDING: displayNumber.DisplayNumberPending,
  DISPLAY_NUMBER_NOT_REQUESTED: displayNumber.DisplayNumberNotRequested,
  DISPLAY_NUMBER_NOT_APPROVED: displayNumber.DisplayNumberNotApproved,
  APP_NOT_STOPPED: operator.AppNotStopped,
  THRESHOLD_OUT_OF_RANGE: account.ThresholdOutOfRange,
  ALREADY_MEMBER: team.AlreadyMember,
  MEMBER_LIMIT_REACHED: team.MemberLimitReached,
  INVITED_TOO_SOON: team.InvitedTooSoon,
  INVITATION_OVER: team.InvitationOver,
  LAST_OWNER: team.LastOwner,
  SCOPE_NOT_GRANTABLE: key.ScopeNotGrantable,
  EXPIRY_PASSED: key.ExpiryPassed,
  API_KEY_LIMIT_REACHED: key.ApiKeyLimitReached,
  AMOUNT_OUT_OF_RANGE: money.AmountOutOfRange,
  NOTHING_IN_SUSPENSE: money.NothingInSuspense,
  REFERENCE_TAKEN: money.ReferenceTaken,
  DISCREPANCY_RESOLVED: money.DiscrepancyResolved,
  CALLBACK_NOT_PARKED: money.CallbackNotParked,
  CALLBACK_DOES_NOT_FIT: money.CallbackDoesNotFit,
  ALARM_NOT_OPEN: money.AlarmNotOpen,
  TOP_UP_NOT_PENDING: money.TopUpNotPending,
  AMOUNT_DIFFERS: money.AmountDiffers,
  ALARM_WAITS: money.AlarmWaits,
  WEBHOOK_URL_REFUSED: webhook.WebhookUrlRefused,
  WEBHOOK_DISABLED: webhook.WebhookDisabled,
  NOT_FOUND: input.NotFound,
};

/** The result of one operation: its success, or one of the rejections that its use case promises. */
export function resultOf(operation: string, success: ClassType, ...codes: readonly RejectionCode[]): object {
  const description = `What became of \`${operation.charAt(0).toLowerCase()}${operation.slice(1)}\`.`;
  const types = (): ClassType[] => [success, ...codes.map((code) => views[code] as ClassType)];
  return createUnionType({ name: `${operation}Result`, description, types });
}

/**
 * Runs a use case and answers with its success, or with the rejection that it threw. One that is missing in the
 * operation's union is a bug, and surfaces as one: no type fits it.
 */
export async function answer<Success extends object>(
  context: OperationContext,
  run: () => Promise<Success>,
): Promise<Success | RejectionView> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    context.note(error.code);
    const View = views[error.code] as new (error: DomainError, facts: DomainError['rejection']) => RejectionView;
    return new View(error, error.rejection);
  }
}
