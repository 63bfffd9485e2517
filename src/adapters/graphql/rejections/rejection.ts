import { Field, InterfaceType } from 'type-graphql';
import type { DomainError, RejectionCode, RejectionOf } from '../../../domain/errors.ts';
import { DateTimeScalar } from '../types/date-time.ts';
import { describedEnum } from '../types/described-enum.ts';

const RejectionCodes = describedEnum<RejectionCode>('RejectionCode', 'Why a request was rejected.', {
  INVALID_NUMBER: 'A telephone number is malformed or of a kind that is not served.',
  FOREIGN_NUMBER: 'A telephone number lies outside mainland China.',
  SAME_NUMBER: 'Caller and callee are one number.',
  DUPLICATE_NUMBER: 'A party of the conference is named twice.',
  WRONG_PARTY_COUNT: 'The conference has too few or too many parties.',
  INVALID_TEXT: 'A text is empty, too long, or malformed.',
  INVALID_DURATION: "A duration lies outside the app's limits.",
  SERVICE_DISABLED: "The app's dedicated-line service is not enabled.",
  PROVIDER_ACCOUNT_DISABLED: "The provider has disabled the app's AppKey.",
  SERVICE_SUSPENDED: "Operators suspended the app's service.",
  SERVICE_NOT_SUSPENDED: "The app's service is not suspended.",
  ACCOUNT_SUSPENDED: 'Operators suspended the account.',
  PRICE_OUT_OF_RANGE: 'The price of a minute is too low or too high.',
  IMPOSSIBLE_PARTY_BOUNDS: 'No conference can have so many parties, or so few.',
  TARIFF_IN_PAST: 'A tariff would have been in force already.',
  LIMIT_OUT_OF_RANGE: 'No limit on calls can be so low, or so high.',
  ACCOUNT_NOT_SUSPENDED: 'The account is not suspended.',
  ACCOUNT_CLOSED: 'The account is closed, for ever.',
  INSUFFICIENT_BALANCE: 'Less is available than is needed.',
  ALREADY_IN_PROGRESS: 'A call between these numbers may be alive.',
  LIMIT_REACHED: 'A limit on calls is reached.',
  RATE_LIMITED: 'The provider takes no more requests at once.',
  PROVIDER_UNAVAILABLE: 'The provider takes no calls at present.',
  IDEMPOTENCY_MISMATCH: 'The idempotency key was used with another input.',
  REQUEST_IN_PROGRESS: 'The request with this idempotency key is still under way.',
  TOP_UP_OUT_OF_RANGE: 'The amount is too small or too large.',
  NO_MINUTES_LEFT: 'Less than one minute is left.',
  EMAIL_TAKEN: 'Somebody has registered with the e-mail address.',
  WEAK_PASSWORD: 'The password is too short or too long.',
  TERMS_NOT_ACCEPTED: 'The terms of service were not accepted.',
  CODE_TOO_SOON: 'A code was sent to this number less than a minute ago.',
  SMS_NOT_SENT: 'The code could not be sent.',
  WRONG_CODE: 'The code is wrong, used, expired, or was tried too often.',
  WRONG_CREDENTIALS: 'The credentials are wrong or have expired.',
  TOO_MANY_TRIES: 'Passwords or codes were wrong too often, or too many codes were asked for.',
  APP_KEY_TAKEN: 'An app with this AppKey exists.',
  APP_LIMIT_REACHED: 'The account has as many apps as it may.',
  PROVIDER_CREDENTIALS_REQUIRED: "The app's credentials at the provider are missing.",
  SECRET_ROTATION_UNDER_WAY: 'The AppSecret before the present one still works.',
  NOT_ALLOWED: 'The role, or the API key, may not do this.',
  CALL_NOT_UNCONFIRMED: 'The call does not wait for its end: it has ended, or is being placed.',
  CALL_MAY_BE_ALIVE: 'The call may still be alive.',
  SESSION_TAKEN: 'Another call of the app has this session of the provider.',
  OTHER_SESSION: 'The provider accepted the call with another session.',
  DISPLAY_NUMBER_PENDING: 'A request for the same app and side waits for an operator.',
  DISPLAY_NUMBER_NOT_REQUESTED: 'The display number was decided about, or withdrawn.',
  DISPLAY_NUMBER_NOT_APPROVED: 'The display number is not approved.',
  APP_NOT_STOPPED: 'The provider has not stopped the app.',
  THRESHOLD_OUT_OF_RANGE: 'The threshold of a notice is too low or too high.',
  ALREADY_MEMBER: 'The e-mail address belongs to a member of this account.',
  MEMBER_LIMIT_REACHED: 'The account has as many members and open invitations as it may.',
  INVITED_TOO_SOON: 'The invitation was mailed less than a minute ago.',
  INVITATION_OVER: 'The invitation is unknown, used, replaced, revoked or expired.',
  LAST_OWNER: 'The account would have no owner.',
  SCOPE_NOT_GRANTABLE: 'The role may not do all that the scope opens.',
  EXPIRY_PASSED: 'The expiry lies in the past.',
  API_KEY_LIMIT_REACHED: 'The account has as many API keys as it may.',
  AMOUNT_OUT_OF_RANGE: 'The amount is nothing, or too large.',
  NOTHING_IN_SUSPENSE: 'Nothing of the call is in suspense.',
  REFERENCE_TAKEN: 'A posting has this reference already.',
  DISCREPANCY_RESOLVED: 'The discrepancy was decided about.',
  CALLBACK_NOT_PARKED: 'The callback is not parked.',
  CALLBACK_DOES_NOT_FIT: 'The callback cannot be about this call.',
  ALARM_NOT_OPEN: 'No such alarm is open.',
  TOP_UP_NOT_PENDING: 'The top-up is not PENDING.',
  AMOUNT_DIFFERS: 'Another amount was received than was ordered.',
  ALARM_WAITS: 'What the alarm is about still waits for a decision.',
  WEBHOOK_URL_REFUSED: 'A webhook may not have that URL.',
  WEBHOOK_DISABLED: 'Nothing is sent to the webhook until it is enabled.',
  NOT_FOUND: 'There is no such thing, or it is not yours.',
});

/** A rule said no: a view over its error, with the fields of its own that each member adds. */
@InterfaceType('Rejection', { description: 'A rule said no. Nothing was done.' })
export abstract class RejectionView<Code extends RejectionCode = RejectionCode> {
  constructor(
    private readonly error: DomainError,
    protected readonly facts: RejectionOf<Code>,
  ) {}

  @Field(() => RejectionCodes, { description: 'Which rule, for programs that do not know its type.' })
  get code(): RejectionCode {
    return this.error.code;
  }

  @Field(() => String, {
    description: 'One plain English sentence for people. Programs go by the type and its fields.',
  })
  get message(): string {
    return this.error.message;
  }

  @Field(() => Boolean, {
    description:
      'Whether the same request, with a new idempotency key (the same one where it is in progress), can succeed without a change of anything else. See `retryAt`.',
  })
  get retrySafe(): boolean {
    return this.error.retryAt !== null;
  }

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it can succeed; null where `retrySafe` is false.' })
  get retryAt(): Date | null {
    return this.error.retryAt;
  }
}
