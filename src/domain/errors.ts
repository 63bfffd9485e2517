import type { CallId, DisplayNumberId, ProviderSession } from './ids.ts';
import type { Money } from './money.ts';
import { disabledAppKey } from './provider-errors.ts';

/** Everything a rule can say no with: a literal code, and what was wrong or which limit was met. */
export type Rejection =
  | {
      readonly code: 'INVALID_NUMBER';
      readonly field: string;
      readonly problem: 'MALFORMED' | 'NOT_SERVED' | 'NOT_MOBILE' | 'NOT_SHOWN';
    }
  | { readonly code: 'FOREIGN_NUMBER'; readonly field: string }
  | { readonly code: 'SAME_NUMBER' }
  | { readonly code: 'DUPLICATE_NUMBER'; readonly field: string; readonly sameAs: string }
  | {
      readonly code: 'WRONG_PARTY_COUNT';
      readonly parties: number;
      readonly minimum: number;
      readonly maximum: number;
    }
  | { readonly code: 'INVALID_TEXT'; readonly field: string; readonly problem: TextProblem; readonly maxLength: number }
  | { readonly code: 'INVALID_DURATION'; readonly field: string; readonly minimum: number; readonly maximum: number }
  | { readonly code: 'SERVICE_DISABLED' }
  | { readonly code: 'PROVIDER_ACCOUNT_DISABLED'; readonly since: Date }
  | { readonly code: 'SERVICE_SUSPENDED'; readonly reason: string; readonly since: Date }
  | { readonly code: 'SERVICE_NOT_SUSPENDED' }
  | { readonly code: 'ACCOUNT_SUSPENDED'; readonly reason: string; readonly since: Date }
  | { readonly code: 'ACCOUNT_NOT_SUSPENDED' }
  | { readonly code: 'PRICE_OUT_OF_RANGE'; readonly minimum: Money; readonly maximum: Money }
  | { readonly code: 'TARIFF_IN_PAST' }
  | LimitOutOfRange
  | { readonly code: 'IMPOSSIBLE_PARTY_BOUNDS'; readonly minimum: number; readonly maximum: number }
  | { readonly code: 'ACCOUNT_CLOSED'; readonly reason: string; readonly since: Date }
  | { readonly code: 'INSUFFICIENT_BALANCE'; readonly available: Money; readonly required: Money }
  | { readonly code: 'ALREADY_IN_PROGRESS'; readonly call: CallId; readonly freeAt: Date }
  | LimitReached
  | { readonly code: 'RATE_LIMITED'; readonly retryAt: Date }
  | { readonly code: 'PROVIDER_UNAVAILABLE'; readonly retryAt: Date }
  | { readonly code: 'IDEMPOTENCY_MISMATCH' }
  | { readonly code: 'REQUEST_IN_PROGRESS'; readonly retryAt: Date }
  | { readonly code: 'TOP_UP_OUT_OF_RANGE'; readonly minimum: Money; readonly maximum: Money }
  | { readonly code: 'NO_MINUTES_LEFT'; readonly available: Money; readonly pricePerMinute: Money }
  | { readonly code: 'EMAIL_TAKEN' }
  | { readonly code: 'WEAK_PASSWORD'; readonly minLength: number; readonly maxLength: number }
  | { readonly code: 'TERMS_NOT_ACCEPTED' }
  | { readonly code: 'CODE_TOO_SOON'; readonly retryAt: Date }
  | { readonly code: 'SMS_NOT_SENT'; readonly retryAt: Date | null }
  | { readonly code: 'WRONG_CODE' }
  | { readonly code: 'WRONG_CREDENTIALS' }
  | { readonly code: 'TOO_MANY_TRIES'; readonly retryAt: Date }
  | { readonly code: 'APP_KEY_TAKEN' }
  | { readonly code: 'APP_LIMIT_REACHED'; readonly maximum: number }
  | { readonly code: 'PROVIDER_CREDENTIALS_REQUIRED' }
  | { readonly code: 'SECRET_ROTATION_UNDER_WAY'; readonly endsAt: Date }
  | {
      readonly code: 'NOT_ALLOWED';
      readonly operation: string;
      readonly role: string;
      /** Of an API key: what it would need; null where no key may. */
      readonly scope?: string | null;
    }
  | { readonly code: 'CALL_NOT_UNCONFIRMED'; readonly status: string }
  | { readonly code: 'CALL_MAY_BE_ALIVE'; readonly freeAt: Date }
  | { readonly code: 'SESSION_TAKEN'; readonly call: CallId }
  | { readonly code: 'OTHER_SESSION'; readonly session: ProviderSession }
  | { readonly code: 'APP_NOT_STOPPED' }
  | { readonly code: 'THRESHOLD_OUT_OF_RANGE'; readonly minimum: number; readonly maximum: number }
  | { readonly code: 'ALREADY_MEMBER' }
  | { readonly code: 'MEMBER_LIMIT_REACHED'; readonly maximum: number }
  | { readonly code: 'INVITED_TOO_SOON'; readonly retryAt: Date }
  | { readonly code: 'INVITATION_OVER' }
  | { readonly code: 'LAST_OWNER' }
  | { readonly code: 'SCOPE_NOT_GRANTABLE'; readonly scope: string; readonly role: string }
  | { readonly code: 'EXPIRY_PASSED' }
  | { readonly code: 'API_KEY_LIMIT_REACHED'; readonly maximum: number }
  | { readonly code: 'DISPLAY_NUMBER_PENDING'; readonly displayNumber: DisplayNumberId }
  | { readonly code: 'DISPLAY_NUMBER_NOT_REQUESTED'; readonly status: string }
  | { readonly code: 'DISPLAY_NUMBER_NOT_APPROVED'; readonly status: string }
  | { readonly code: 'AMOUNT_OUT_OF_RANGE'; readonly minimum: Money; readonly maximum: Money }
  | { readonly code: 'NOTHING_IN_SUSPENSE' }
  | { readonly code: 'REFERENCE_TAKEN' }
  | { readonly code: 'DISCREPANCY_RESOLVED'; readonly at: Date }
  | { readonly code: 'CALLBACK_NOT_PARKED'; readonly state: string }
  | { readonly code: 'CALLBACK_DOES_NOT_FIT'; readonly problem: MisfitProblem }
  | { readonly code: 'ALARM_NOT_OPEN' }
  | { readonly code: 'ALARM_WAITS' }
  | { readonly code: 'TOP_UP_NOT_PENDING'; readonly status: string }
  | { readonly code: 'AMOUNT_DIFFERS'; readonly ordered: Money; readonly received: Money }
  | { readonly code: 'WEBHOOK_URL_REFUSED'; readonly problem: WebhookUrlProblem; readonly maxLength: number }
  | { readonly code: 'WEBHOOK_DISABLED'; readonly by: DisabledBy; readonly since: Date }
  | { readonly code: 'NOT_FOUND'; readonly what: MissingThing };

/** CALL-10: a limit on calls, its value (calls, rings, seconds or fen), and when one more can be placed at the latest. */
export interface LimitReached {
  readonly code: 'LIMIT_REACHED';
  readonly limit: CallLimit;
  readonly value: number | Money;
  /** Null where waiting does not help. */
  readonly freeAt: Date | null;
}

/** CALL-10: what a limit can be set to (calls, seconds or fen). */
interface LimitOutOfRange {
  readonly code: 'LIMIT_OUT_OF_RANGE';
  readonly limit: CallLimit;
  readonly minimum: number | Money;
  readonly maximum: number | Money;
}

export type CallLimit =
  'CALLS_AT_ONCE_ACCOUNT' | 'CALLS_AT_ONCE_APP' | 'SPEND_PER_DAY' | 'COOL_DOWN' | 'RINGS_PER_CALLEE';
export type MissingThing =
  | 'APP'
  | 'CALL'
  | 'CONFERENCE'
  | 'ACCOUNT'
  | 'MEMBER'
  | 'INVITATION'
  | 'API_KEY'
  | 'DISPLAY_NUMBER'
  | 'TOP_UP'
  | 'DISCREPANCY'
  | 'CALLBACK'
  | 'WEBHOOK'
  | 'DELIVERY';
/** Why a parked callback cannot be about a call. */
export type MisfitProblem = 'UNUSABLE' | 'OTHER_APP' | 'OTHER_NUMBERS' | 'OTHER_SESSION' | 'BEING_PLACED';
export type TextProblem = 'EMPTY' | 'TOO_LONG' | 'UNPRINTABLE' | 'NOT_AN_EMAIL' | 'MALFORMED';
/** HOOK-1 */
export type WebhookUrlProblem = 'MALFORMED' | 'NOT_HTTPS' | 'CREDENTIALS' | 'FRAGMENT' | 'PORT' | 'TOO_LONG';
/** HOOK-4: why nothing is sent: an operator said so, or the receiver took nothing for too long. */
export type DisabledBy = 'OPERATOR' | 'FAILURES';
export type RejectionCode = Rejection['code'];
export type RejectionOf<Code extends RejectionCode> = Extract<Rejection, { readonly code: Code }>;

/** A rule said no. Nothing was done, but that an idempotency key may remember the answer. */
export class DomainError extends Error {
  constructor(readonly rejection: Rejection) {
    super(explain(rejection));
    this.name = 'DomainError';
  }

  get code(): RejectionCode {
    return this.rejection.code;
  }

  /** When the same request can succeed without being changed; null when only a change of something else helps. */
  get retryAt(): Date | null {
    if (this.rejection.code === 'CODE_TOO_SOON') return this.rejection.retryAt;
    if (this.rejection.code === 'SMS_NOT_SENT') return this.rejection.retryAt;
    if (this.rejection.code === 'TOO_MANY_TRIES') return this.rejection.retryAt;
    if (this.rejection.code === 'INVITED_TOO_SOON') return this.rejection.retryAt;
    if (this.rejection.code === 'REQUEST_IN_PROGRESS') return this.rejection.retryAt;
    if (this.rejection.code === 'RATE_LIMITED') return this.rejection.retryAt;
    if (this.rejection.code === 'PROVIDER_UNAVAILABLE') return this.rejection.retryAt;
    if (this.rejection.code === 'ALREADY_IN_PROGRESS') return this.rejection.freeAt;
    if (this.rejection.code === 'CALL_MAY_BE_ALIVE') return this.rejection.freeAt;
    if (this.rejection.code === 'SECRET_ROTATION_UNDER_WAY') return this.rejection.endsAt;
    if (this.rejection.code === 'LIMIT_REACHED') return this.rejection.freeAt;
    return null;
  }
}

function explain(rejection: Rejection): string {
  return (explanations[rejection.code] as (rejection: Rejection) => string)(rejection);
}

/** One plain sentence per code, total by construction. */
const explanations: { readonly [Code in RejectionCode]: (rejection: RejectionOf<Code>) => string } = {
  INVALID_NUMBER: ({ field, problem }) => `${field} is not a number we serve: ${numberProblems[problem]}.`,
  FOREIGN_NUMBER: ({ field }) => `${field} is outside mainland China; only mainland numbers can be called.`,
  SAME_NUMBER: () => 'Caller and callee are the same number.',
  DUPLICATE_NUMBER: ({ field, sameAs }) => `${field} is the same number as ${sameAs}.`,
  WRONG_PARTY_COUNT: ({ parties, minimum, maximum }) =>
    `A conference of this app has from ${minimum} to ${maximum} parties, the caller included; these are ${parties}.`,
  INVALID_TEXT: ({ field, problem, maxLength }) =>
    `${field} ${textProblems[problem]} (at most ${maxLength} characters).`,
  INVALID_DURATION: ({ field, minimum, maximum }) => `${field} must be from ${minimum} to ${maximum} seconds.`,
  SERVICE_DISABLED: () => 'The dedicated-line service is not enabled for this app.',
  PROVIDER_ACCOUNT_DISABLED: ({ since }) =>
    `The provider has disabled the AppKey of this app, at ${since.toISOString()}. ${disabledAppKey.adviceEn}`,
  SERVICE_SUSPENDED: ({ since }) => `Customer service suspended this app's service at ${since.toISOString()}.`,
  SERVICE_NOT_SUSPENDED: () => "The app's service is not suspended.",
  ACCOUNT_SUSPENDED: ({ since }) => `Customer service suspended this account at ${since.toISOString()}.`,
  PRICE_OUT_OF_RANGE: ({ minimum, maximum }) => `A minute costs from ${minimum.toYuan()} to ${maximum.toYuan()} yuan.`,
  IMPOSSIBLE_PARTY_BOUNDS: ({ minimum, maximum }) =>
    `Conferences have from ${minimum} to ${maximum} parties, and no more at least than at most.`,
  TARIFF_IN_PAST: () => 'A tariff is in force from now on or later, and behind the one that is in force.',
  LIMIT_OUT_OF_RANGE: ({ limit, minimum, maximum }) =>
    `The limit ${limit} is from ${amountOf(minimum)} to ${amountOf(maximum)}, or there is none.`,
  ACCOUNT_NOT_SUSPENDED: () => 'The account is not suspended.',
  ACCOUNT_CLOSED: ({ since }) => `The account was closed at ${since.toISOString()}.`,
  INSUFFICIENT_BALANCE: ({ available, required }) =>
    `${required.toYuan()} yuan is needed and ${available.toYuan()} yuan is available.`,
  ALREADY_IN_PROGRESS: ({ freeAt }) =>
    `A call between these numbers is under way. They are free when it has ended, at the latest at ${freeAt.toISOString()}.`,
  LIMIT_REACHED: explainLimit,
  RATE_LIMITED: ({ retryAt }) =>
    `The provider takes no more calls at once; ask again at ${retryAt.toISOString()}. Nothing was done.`,
  PROVIDER_UNAVAILABLE: ({ retryAt }) =>
    `The provider takes no calls at present; ask again at ${retryAt.toISOString()}. Nothing was done.`,
  IDEMPOTENCY_MISMATCH: () => 'This idempotency key was used with another input.',
  REQUEST_IN_PROGRESS: ({ retryAt }) =>
    `The request with this idempotency key is under way; ask again with the same key at ${retryAt.toISOString()}.`,
  TOP_UP_OUT_OF_RANGE: ({ minimum, maximum }) => `A top-up is from ${minimum.toYuan()} to ${maximum.toYuan()} yuan.`,
  NO_MINUTES_LEFT: ({ available, pricePerMinute }) =>
    `The service needs at least one minute left: ${available.toYuan()} yuan is available at ${pricePerMinute.toYuan()} a minute.`,
  EMAIL_TAKEN: () => 'Somebody has registered with this e-mail address. The code is used up; ask for a new one.',
  WEAK_PASSWORD: ({ minLength, maxLength }) => `A password has from ${minLength} to ${maxLength} characters.`,
  TERMS_NOT_ACCEPTED: () => 'The terms of service must be accepted.',
  CODE_TOO_SOON: ({ retryAt }) =>
    `A code was sent to this number already; the next can be sent at ${retryAt.toISOString()}.`,
  SMS_NOT_SENT: ({ retryAt }) =>
    retryAt === null
      ? 'The code could not be sent: this number is refused, or our account there is.'
      : `The code could not be sent; ask for another at ${retryAt.toISOString()}.`,
  WRONG_CODE: () => 'The code is wrong, used, expired, or was tried too often; ask for a new one.',
  WRONG_CREDENTIALS: () => 'The credentials are wrong or have expired.',
  TOO_MANY_TRIES: ({ retryAt }) => `There were too many tries; try again at ${retryAt.toISOString()}.`,
  APP_KEY_TAKEN: () => 'An app with this AppKey exists already.',
  APP_LIMIT_REACHED: ({ maximum }) => `An account has at most ${maximum} apps.`,
  PROVIDER_CREDENTIALS_REQUIRED: () => 'What the provider issued for the app must be given.',
  SECRET_ROTATION_UNDER_WAY: ({ endsAt }) =>
    `The AppSecret before is still taken until ${endsAt.toISOString()}; end that rotation first, or wait.`,
  NOT_ALLOWED: ({ operation, role, scope }) => {
    if (scope === undefined) return `The role ${role} may not ${operation}.`;
    return scope === null ? `No API key may ${operation}.` : `An API key needs the scope ${scope} to ${operation}.`;
  },
  CALL_NOT_UNCONFIRMED: ({ status }) =>
    `The call is ${status}: only one that waits for its end is decided about by hand.`,
  CALL_MAY_BE_ALIVE: ({ freeAt }) => `The call may be alive until ${freeAt.toISOString()}; it is decided about then.`,
  SESSION_TAKEN: () => 'Another call of the app has this session of the provider.',
  OTHER_SESSION: () => 'The provider accepted this call with another session.',
  DISPLAY_NUMBER_PENDING: () => 'A number was asked for already and waits for an operator; withdraw it, or wait.',
  DISPLAY_NUMBER_NOT_REQUESTED: ({ status }) => `The display number is ${status}: only a request is decided about.`,
  DISPLAY_NUMBER_NOT_APPROVED: ({ status }) => `The display number is ${status}: only an approved one is revoked.`,
  APP_NOT_STOPPED: () => 'The provider has not stopped this app.',
  THRESHOLD_OUT_OF_RANGE: ({ minimum, maximum }) => `The threshold is from ${minimum} to ${maximum} minutes.`,
  ALREADY_MEMBER: () => 'The e-mail address belongs to a member of this account.',
  MEMBER_LIMIT_REACHED: ({ maximum }) => `An account has at most ${maximum} members and open invitations.`,
  INVITED_TOO_SOON: ({ retryAt }) => `This invitation was mailed just now; again at ${retryAt.toISOString()}.`,
  INVITATION_OVER: () => 'The invitation is unknown, used, replaced, revoked or expired; ask for a new one.',
  LAST_OWNER: () => 'An account keeps at least one owner.',
  SCOPE_NOT_GRANTABLE: ({ scope, role }) =>
    `The role ${role} cannot give a key the scope ${scope}: it may not do all that.`,
  EXPIRY_PASSED: () => 'The key would have expired before it is made.',
  API_KEY_LIMIT_REACHED: ({ maximum }) => `An account has at most ${maximum} API keys that are not revoked.`,
  AMOUNT_OUT_OF_RANGE: ({ minimum, maximum }) => `An amount is from ${minimum.toYuan()} to ${maximum.toYuan()} yuan.`,
  NOTHING_IN_SUSPENSE: () => 'Nothing of this call is in suspense.',
  REFERENCE_TAKEN: () => 'A posting has this reference already; each is posted once, for ever.',
  DISCREPANCY_RESOLVED: ({ at }) => `The discrepancy was decided about at ${at.toISOString()}.`,
  CALLBACK_NOT_PARKED: ({ state }) => `The callback is ${state}: only a parked one is decided about by hand.`,
  CALLBACK_DOES_NOT_FIT: ({ problem }) => `The callback cannot be about this call: ${misfits[problem]}.`,
  ALARM_NOT_OPEN: () => 'No such alarm is open.',
  TOP_UP_NOT_PENDING: ({ status }) => `The top-up is ${status}: only a PENDING one is decided about.`,
  AMOUNT_DIFFERS: ({ ordered, received }) =>
    `${ordered.toYuan()} yuan was ordered and ${received.toYuan()} yuan received; cancel it, and post what came as an adjustment.`,
  ALARM_WAITS: () => 'What this alarm is about still waits: it is over with the decision about that.',
  WEBHOOK_URL_REFUSED: ({ problem, maxLength }) =>
    `The URL ${webhookUrlProblems[problem]} (at most ${maxLength} characters).`,
  WEBHOOK_DISABLED: ({ by, since }) =>
    by === 'OPERATOR'
      ? `The webhook was disabled at ${since.toISOString()}.`
      : `The webhook was disabled at ${since.toISOString()}: its receiver had taken nothing for too long.`,
  NOT_FOUND: ({ what }) => `There is no such ${what.toLowerCase().replaceAll('_', ' ')}.`,
};

function explainLimit({ limit, value, freeAt }: LimitReached): string {
  const met = limitSentences[limit](amountOf(value));
  return `${met}; ${freeAt === null ? 'this call alone may cost more' : `free at ${freeAt.toISOString()} at the latest`}.`;
}

function amountOf(value: number | Money): string {
  return typeof value === 'number' ? String(value) : `${value.toYuan()} yuan`;
}

const limitSentences: { readonly [Limit in CallLimit]: (value: string) => string } = {
  CALLS_AT_ONCE_ACCOUNT: (value) => `The account's calls at once are limited to ${value}`,
  CALLS_AT_ONCE_APP: (value) => `The app's calls at once are limited to ${value}`,
  SPEND_PER_DAY: (value) => `The account's spending is limited to ${value} a day`,
  COOL_DOWN: (value) => `The callee is left alone for ${value} seconds after an answered call`,
  RINGS_PER_CALLEE: (value) => `The callee's rings are limited to ${value} an hour`,
};

const numberProblems = {
  MALFORMED: 'it is malformed, a short code or an emergency number',
  NOT_SERVED: 'only mobile and landline numbers are called',
  NOT_MOBILE: 'a mobile number is needed',
  NOT_SHOWN: 'only 400, landline and mobile numbers are shown',
} as const;

const misfits = {
  UNUSABLE: 'what it says is not understood, or cannot be true',
  OTHER_APP: 'it came to another app',
  OTHER_NUMBERS: 'it names other numbers',
  OTHER_SESSION: 'the call has another session, or another call has this one',
  BEING_PLACED: 'the call is still being placed',
} as const;

const webhookUrlProblems = {
  MALFORMED: 'is malformed',
  NOT_HTTPS: 'must begin with https://',
  CREDENTIALS: 'must hold no name and no password',
  FRAGMENT: 'must have nothing behind a #',
  PORT: 'may have a port from 1024 on, or none',
  TOO_LONG: 'is too long',
} as const;

const textProblems = {
  EMPTY: 'is empty',
  TOO_LONG: 'is too long',
  UNPRINTABLE: 'holds characters that cannot be printed',
  NOT_AN_EMAIL: 'is not an e-mail address',
  MALFORMED: 'is malformed',
} as const;
