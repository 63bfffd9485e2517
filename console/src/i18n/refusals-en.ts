import { yuan } from '../parts/money.tsx';
import { beijing } from '../parts/time.tsx';
import type { RefusalSentences } from './words.ts';

export const refusalsEn: RefusalSentences = {
  AccountClosed: ({ reason }) => `The account is closed: ${reason}. Ask customer service.`,
  AccountSuspended: ({ reason }) => `The account is suspended: ${reason}. Ask customer service.`,
  ServiceSuspended: ({ reason }) => `The service of this app is suspended: ${reason}. Ask customer service.`,
  ServiceDisabled: () => 'The service is not enabled for this app. Enable it first.',
  ProviderAccountDisabled: ({ adviceEn }) => `The provider has disabled the AppKey of this app. ${adviceEn}`,
  ProviderUnavailable: () => 'The provider takes no calls at present. Nothing was done; try again later.',
  RateLimited: () => 'The provider takes no more calls at once. Nothing was done; try again in a moment.',
  RequestInProgress: () => 'The same request is under way. See in a moment what became of it.',
  IdempotencyMismatch: () => 'This request has changed meanwhile. Reload the page and try again.',
  InsufficientBalance: ({ available, required }) =>
    `${yuan(available)} is available and at least ${yuan(required)} is needed. Top up, or make the call shorter.`,
  NoMinutesLeft: ({ available }) => `${yuan(available)} does not buy a minute. Top up first.`,
  TopUpOutOfRange: ({ minimum, maximum }) =>
    `A top-up is from ${yuan(minimum)} to ${yuan(maximum)}. Change the amount.`,
  LimitReached: ({ limit, value, amount }) =>
    ({
      CALLS_AT_ONCE_ACCOUNT: `The account has ${value ?? ''} calls at once, the most it may. Wait for one to end.`,
      CALLS_AT_ONCE_APP: `The app has ${value ?? ''} calls at once, the most it may. Wait for one to end.`,
      COOL_DOWN: `The same number is left alone for ${value ?? ''} seconds after a call. Call it later.`,
      RINGS_PER_CALLEE: `A number is rung ${value ?? ''} times in an hour at most. Call it later.`,
      SPEND_PER_DAY: `Today's spending ends at ${yuan(amount ?? '0.00')}. Call tomorrow, or ask customer service.`,
    })[limit],
  AlreadyInProgress: () => 'A call between these numbers is under way already.',
  SameNumber: () => 'Caller and callee are the same number. Change one.',
  DuplicateNumber: () => 'A number is there twice. Remove one.',
  ForeignNumber: () => 'Only numbers of mainland China can be called. Change the number.',
  InvalidNumber: ({ numberProblem }) =>
    ({
      MALFORMED: 'This is no whole number. Check its digits; landlines need the area code.',
      NOT_MOBILE: 'A mobile number is needed here.',
      NOT_SERVED: 'Short, emergency, 400, 800 and premium numbers cannot be called.',
      NOT_SHOWN: 'This number cannot be shown. Enter a landline or a 400 number.',
    })[numberProblem],
  InvalidDuration: ({ minimumSeconds, maximumSeconds }) =>
    `A call lasts from ${minimumSeconds} to ${maximumSeconds} seconds. Change the duration.`,
  WrongPartyCount: ({ minimumParties, maximumParties }) =>
    `A conference has from ${minimumParties} to ${maximumParties} parties, the caller included.`,
  InvalidText: ({ textProblem, maxLength }) =>
    ({
      EMPTY: 'Something that is needed is empty.',
      MALFORMED: 'Something has not the right form.',
      NOT_AN_EMAIL: 'This is not an e-mail address.',
      TOO_LONG: `The text is too long: at most ${maxLength} characters.`,
      UNPRINTABLE: 'The text has characters that cannot be used.',
    })[textProblem],
  WeakPassword: ({ minLength, maxLength }) => `A password has from ${minLength} to ${maxLength} characters.`,
  EmailTaken: () => 'Somebody has registered with this address. The code is used up: ask for a new one to try another.',
  TermsNotAccepted: () => 'The terms of service must be accepted.',
  CodeTooSoon: () => 'A code was sent just now: one a minute.',
  SmsNotSent: () => 'The code could not be sent. Check the number and try again.',
  WrongCode: () => 'The code is wrong, has ended, or was tried too often. Ask for a new one.',
  WrongCredentials: () => 'The e-mail address or the password is wrong.',
  TooManyTries: () => 'There were too many tries. Try again later.',
  AppKeyTaken: () => 'This AppKey is used already. Enter those of another app.',
  AppLimitReached: ({ maximumApps }) => `An account has at most ${maximumApps} apps.`,
  ProviderCredentialsRequired: () => 'For real lines, enter AppKey, AppSecret and accid as Yunxin issued them.',
  SecretRotationUnderWay: ({ endsAt }) =>
    `The replacement before ends at ${beijing(endsAt)}, Beijing time. End the old secret first.`,
  NotAllowed: () => 'Your role may not do this. Ask an owner of the account.',
  NotFound: () => 'This was not found; it may have been removed. Reload the page.',
  AlreadyMember: () => 'This address belongs to a member of the account already.',
  MemberLimitReached: ({ maximumMembers }) => `An account has at most ${maximumMembers} members and invitations.`,
  InvitedTooSoon: () => 'This invitation was mailed just now: once a minute.',
  InvitationOver: () => 'The invitation is unknown, used or has ended. Ask for a new one.',
  LastOwner: () => 'An account keeps at least one owner. Make somebody else an owner first.',
  ScopeNotGrantable: () => 'Your role cannot give a key this scope.',
  ExpiryPassed: () => 'That day is past. Choose a later one.',
  ApiKeyLimitReached: ({ maximumApiKeys }) => `An account has at most ${maximumApiKeys} keys. Revoke one first.`,
  ThresholdOutOfRange: ({ minimumMinutes, maximumMinutes }) =>
    `The threshold lies between ${minimumMinutes} and ${maximumMinutes} minutes. Please change it.`,
  DisplayNumberPending: () => 'A number waits for customer service already. Withdraw it, or wait.',
  DisplayNumberNotRequested: () => 'This was decided about already. Reload the page.',
};
